import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** 外部身份平台，真的一个。Signs in whoever the test names, and tells name and number in the ID token. */
export interface Platform {
  readonly issuer: string
  /** Follows the browser's way from our page's address to where the platform sends it back, signed in as `user`. */
  visit(url: string, user: string): Promise<string>
  close(): Promise<void>
}

export const CLIENT = { clientId: 'quanyi', clientSecret: 'a-secret-of-the-test-and-of-nothing-else' }

export async function openPlatformServer(
  redirectUri: string,
  claimsOf: (user: string) => Record<string, string>,
): Promise<Platform> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let user = ''
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [redirectUri] },
        ...{ grant_types: ['authorization_code'], response_types: ['code'] },
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub', 'id_number', 'real_name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['only-for-this-test'] },
    findAccount: async (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: async () => ({ sub, ...claimsOf(sub) }),
    }),
    interactions: { url: () => '/enter' },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/enter')) return answer(request, response)
    void (async () => {
      const { params } = await provider.interactionDetails(request, response)
      const grant = new provider.Grant({ accountId: user, clientId: params['client_id'] ?? '' })
      grant.addOIDCScope('openid')
      const result = { login: { accountId: user }, consent: { grantId: await grant.save() } }
      await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
    })()
  })
  return {
    issuer,
    visit: async (url, as) => {
      user = as
      return follow(url, redirectUri)
    },
    close: () => stop(server),
  }
}

/** The redirects of one browser, cookies and all, until it comes back to us. */
async function follow(start: string, until: string): Promise<string> {
  const cookies = new Map<string, string>()
  let url = start
  for (let hop = 0; hop < 10; hop++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const one of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (one.split(';')[0] ?? '').split('=')
      cookies.set(name, value)
    }
    const to = response.headers.get('location')
    if (to === null) throw new Error(`the platform stopped at ${url}: ${await response.text()}`)
    url = new URL(to, url).href
    if (url.startsWith(until)) return new URL(url).search
  }
  throw new Error('the platform never came back')
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
