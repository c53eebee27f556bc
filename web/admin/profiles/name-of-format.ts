/** A format's key in the catalogue, which reads an underscore in a key as a form of it. */
export function nameOfFormat(format: string): 'sdJwt' | 'mdoc' | 'jwtVc' {
  if (format === 'mso_mdoc') return 'mdoc';
  return format === 'jwt_vc_json' ? 'jwtVc' : 'sdJwt';
}
