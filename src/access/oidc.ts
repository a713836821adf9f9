/** 外部平台所证实的人：what its verified ID token says. */
export interface PlatformClaims {
  readonly subject: string
  readonly claim: (name: string) => string | undefined
}

/** 一次往来所凭。Made fresh for each sign-in and used once. */
export interface PlatformAsk {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/**
 * 身份平台的端口。Authorization code with PKCE; the ID token comes back verified: signed with the one algorithm agreed, by
 * this issuer, for us, in time, with our nonce. Whatever is wrong with it is thrown.
 */
export interface OidcPlatform {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly issuer: string
  /** 实名：the claims that hold number and name, only where the issuer is trusted to have checked them. */
  readonly realName?: { readonly number: string; readonly name: string } | undefined
  begin(ask: PlatformAsk): Promise<string>
  finish(ask: PlatformAsk, search: string): Promise<PlatformClaims>
}
