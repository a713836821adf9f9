import { agencyName } from './agency-tree.js'
import type { AccountView, SignatureView, SignedList } from './authority-contract.js'
import type { AuthorityPorts } from './authority-house-service.js'
import { POSTS } from './posts.js'
import type { Signature } from './signature-store.js'

/** 清单的各行，as it is printed. */
export function rowsOf(accounts: readonly AccountView[]): SignedList['rows'] {
  return accounts.map(({ name, agencyName: agency, state, terms }) => ({
    ...{ name, agency, state },
    posts: terms.map(({ post, from = '', through = '' }) => `${POSTS[post].zh} ${from}—${through}`).join('；'),
  }))
}

/** 清单的摘要：over the accounts, their states and posts; a sign-in or a day that passes changes nothing. */
export function listDigest({ secrets }: Pick<AuthorityPorts, 'secrets'>, accounts: readonly AccountView[]): string {
  const rows = accounts.map(({ accountId, state, terms }) => [
    accountId,
    state,
    terms.map(({ post, from, through }) => [post, from, through]),
  ])
  return secrets.digest(`authority list ${JSON.stringify(rows)}`).toString('hex')
}

export function signatureView(
  ports: Pick<AuthorityPorts, 'agencies'>,
  { signatureId, agency, digest, accounts, signedBy, at }: Signature,
  names: ReadonlyMap<string, string>,
): SignatureView {
  return {
    ...{ signatureId, agency, agencyName: agencyName(ports.agencies(), agency), accounts, signedAt: at },
    ...{ digest: digest.toString('hex'), signedBy: names.get(signedBy) ?? '' },
  }
}
