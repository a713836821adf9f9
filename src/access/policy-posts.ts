import { isPost, type Post } from './posts.js'

/**
 * 一条规则凭哪些岗位。'any' where the post is told by the request (a route may name any); empty where the rule asks for no
 * post at all, so that acting under it is no use of one.
 */
export type PolicyPosts = ReadonlyMap<string, readonly Post[] | 'any'>

const ID = /@id\("([^"]+)"\)/g
const ASKED = /principal\.posts\.contains(?:Any|All)?\(\s*(?:context|resource)\./

/** 逐条读规则的文字：the posts that each names. */
export function policyPosts(texts: readonly { readonly text: string }[]): PolicyPosts {
  const found = new Map<string, readonly Post[] | 'any'>()
  for (const { text } of texts) {
    const ids = [...text.matchAll(ID)]
    ids.forEach((match, i) => {
      const body = text.slice(match.index, ids[i + 1]?.index)
      if (!/\bpermit\s*\(/.test(body)) return
      found.set(match[1]!, ASKED.test(body) ? 'any' : postsIn(body))
    })
  }
  return found
}

function postsIn(body: string): Post[] {
  const asked = [...body.matchAll(/principal\.posts\.contains(?:Any|All)?\(([^)]*)\)/g)].map(([, list = '']) => list)
  const named = asked.flatMap((list) => [...list.matchAll(/"([A-Za-z]+)"/g)].map(([, name]) => name!))
  return [...new Set(named.filter(isPost))]
}
