import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { AdminProblem, type AdminProblemCode, type FieldProblem } from '../../administration/index.ts';

const statusOf: Readonly<Record<AdminProblemCode, number>> = {
  notFound: 404,
  refused: 409,
  changedMeanwhile: 412,
  invalid: 422,
};

/**
 * What went wrong, as the portal's API says it: `{error, message?, reason?, fields?, requestId}`. `error` and the codes of fields
 * have a sentence in the catalogues; `message` is English, for whoever calls the API without the portal.
 * What is not for here goes up to the server's own error handler.
 */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map((each) => ({
      field: each.instancePath.replace(/^\//, '').replaceAll('/', '.'),
      code: each.keyword ?? 'invalid',
      message: each.message ?? 'is not valid',
    }));
    return reply.code(422).send({ error: 'invalid', fields, requestId: request.id });
  }
  if (error instanceof AdminProblem) {
    const fields: readonly FieldProblem[] = error.fields;
    return reply.code(statusOf[error.code]).send({
      error: error.code,
      message: error.message,
      ...(error.reason !== '' && { reason: error.reason }),
      ...(fields.length > 0 && { fields }),
      requestId: request.id,
    });
  }
  throw error;
}
