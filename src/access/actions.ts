/** 行为。Every act that needs a ground, named once. A name that is not here is a defect, never an answer. */
export const ACTIONS = [
  'record.read',
  'record.search',
  'looks.read',
  'statement.issue',
  'employer.read',
  'employer.staff',
  'filing.submit',
  'filing.read',
  'filing.withdraw',
  'levy.submit',
  'entry.submit',
  'registration.submit',
  'correction.submit',
  'review.take',
  'post.voucher',
  'close.propose',
  'close.approve',
  'close.read',
  'task.read',
  'task.close',
  'suspense.read',
  'quality.read',
  'oversight.read',
  'account.activate',
  'account.grant',
  'parameter.read',
  'parameter.propose',
  'parameter.whatIf',
  'parameter.apply',
  'system.operate',
  'verify.run',
] as const

export type Action = (typeof ACTIONS)[number]

export function isAction(text: string): text is Action {
  return (ACTIONS as readonly string[]).includes(text)
}
