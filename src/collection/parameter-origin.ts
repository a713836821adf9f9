import type { TextPosting } from '../ledger/policy-store.js'
import { fingerprint, versionsIn } from '../policy/parameter-versions.js'

/**
 * 版本的来历。For each version in force, the posting that brought it as it is: a posting of a whole file that left a version
 * as it was did not bring it.
 */
export function originsOf(postings: readonly TextPosting[]): Map<string, TextPosting> {
  const origins = new Map<string, TextPosting>()
  const known = new Map<string, string>()
  for (const posting of postings) {
    for (const [parameter, versions] of versionsIn(posting.text)) {
      for (const version of versions) {
        const place = placeOf(posting.path, parameter, version.since)
        const says = fingerprint(version)
        if (known.get(place) === says) continue
        known.set(place, says)
        origins.set(place, posting)
      }
    }
  }
  return origins
}

export function placeOf(path: string, parameter: string, since: string): string {
  return `${path}|${parameter}|${since}`
}
