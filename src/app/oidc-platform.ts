import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client'
import type { OidcPlatform } from '../access/oidc.js'

/** 可用的签名算法：public-key ones only. What is not here is refused, `none` and shared-secret ones above all. */
export const OIDC_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const
export type OidcAlgorithm = (typeof OIDC_ALGORITHMS)[number]

/** 身份平台的设定。 */
export interface OidcSettings {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly algorithm: OidcAlgorithm
  /** 此平台的实名可信：the claims of its ID token that hold number and name. */
  readonly realName?: { readonly number: string; readonly name: string } | undefined
  readonly scope: string
}

const PATIENCE_SECONDS = 10

/** 身份平台，接好线的。Discovered at first use, and again after a failure; plain HTTP only to this machine, for trials. */
export function openPlatform(settings: OidcSettings, redirectUri: string): OidcPlatform {
  const { id, zh, en, issuer, realName } = settings
  let known: Promise<Configuration> | undefined
  const configuration = () => {
    known ??= configure(settings).catch((error: unknown) => {
      known = undefined
      throw error
    })
    return known
  }
  return {
    ...{ id, zh, en, issuer, realName },
    begin: async ({ state, nonce, verifier }) => {
      const challenge = await calculatePKCECodeChallenge(verifier)
      const url = buildAuthorizationUrl(await configuration(), {
        ...{ redirect_uri: redirectUri, scope: settings.scope, state, nonce, response_type: 'code' },
        ...{ code_challenge: challenge, code_challenge_method: 'S256' },
      })
      return url.href
    },
    finish: async ({ state, nonce, verifier }, search) => {
      const url = new URL(redirectUri)
      url.search = search
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
      const claims = (await authorizationCodeGrant(await configuration(), url, checks)).claims()
      if (claims === undefined) throw new Error('the platform gave no ID token')
      return { subject: claims.sub, claim: (name) => textOf(claims[name]) }
    },
  }
}

async function configure({ issuer, clientId, clientSecret, algorithm }: OidcSettings): Promise<Configuration> {
  const url = new URL(issuer)
  const metadata = { client_secret: clientSecret, id_token_signed_response_alg: algorithm }
  const execute = isHere(url) ? [allowInsecureRequests] : []
  const found = await discovery(url, clientId, metadata, undefined, { execute, timeout: PATIENCE_SECONDS })
  enableNonRepudiationChecks(found)
  return found
}

function isHere({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost')
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
