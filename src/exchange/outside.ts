/** 联网核查的答复（docs/exchange.md）。Unavailable is no answer: whoever waits for one goes on waiting. */
export type OutsideAnswer =
  | { readonly answer: 'agrees' }
  | { readonly answer: 'differs'; readonly field: string }
  | { readonly answer: 'unknown' }
  | { readonly answer: 'unavailable'; readonly reason: string }

/** 联网核查的端口：the department that knows, or whatever stands for it. It never throws. */
export interface OutsideCheck {
  askIdentity(asked: { readonly identityNumber: string; readonly fullName: string }): Promise<OutsideAnswer>
  askCreditCode(asked: { readonly creditCode: string; readonly name: string }): Promise<OutsideAnswer>
}

/** 没有接通任何部门：every question waits. */
export const NOBODY_TO_ASK: OutsideCheck = {
  askIdentity: async () => ({ answer: 'unavailable', reason: 'no department is connected' }),
  askCreditCode: async () => ({ answer: 'unavailable', reason: 'no department is connected' }),
}

/** What is asked: a number with a name, or a credit code with a name. */
export type OutsideSubject =
  | { readonly kind: 'identity'; readonly number: string; readonly name: string }
  | { readonly kind: 'creditCode'; readonly number: string; readonly name: string }

export function askOutside(outside: OutsideCheck, { kind, number, name }: OutsideSubject): Promise<OutsideAnswer> {
  return kind === 'identity'
    ? outside.askIdentity({ identityNumber: number, fullName: name })
    : outside.askCreditCode({ creditCode: number, name })
}
