/** 登录的方式。 */
export const SIGN_IN_WAYS = ['password', 'passkey', 'oidc', 'card'] as const
export type SignInWay = (typeof SIGN_IN_WAYS)[number]
