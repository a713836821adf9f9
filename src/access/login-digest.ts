import type { Realm } from './actor.js'
import type { Secrets } from './secrets.js'

/** The sign-in name as it is digested: without edges, in one case. */
export function loginDigest(secrets: Secrets, realm: Realm, login: string): Buffer {
  return secrets.digest(`login ${realm} ${login.trim().toUpperCase()}`)
}
