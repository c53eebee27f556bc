import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { describeIssue } from '../../../recovery/policy/index.ts';
import { AdminProblem, type AdminProblemCode, toFieldProblem } from '../../administration/index.ts';

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
    const fields = error.validation.map((each) => toFieldProblem(describeIssue(toIssue(each))));
    return reply.code(422).send({ error: 'invalid', fields, requestId: request.id });
  }
  if (error instanceof AdminProblem) {
    const { fields } = error;
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

/** Back from how Fastify carries it to what the schema said. */
function toIssue(carried: {
  readonly instancePath: string;
  readonly keyword?: string;
  readonly message?: string;
  readonly params: object;
}): z.core.$ZodIssue {
  const path = carried.instancePath.split('/').filter((part) => part !== '');
  const { keyword: code, message = 'is not valid', params } = carried;
  return { ...params, code, message, path } as z.core.$ZodIssue;
}
