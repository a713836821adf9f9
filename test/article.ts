import { describe } from 'vitest'

/**
 * 条款。A describe block that says which article of the regulations it protects: `[M14-15e] …`. The ids are those of
 * docs/regulations/articles.yaml; the traceability matrix is printed from these titles.
 */
export function article(id: string | readonly string[], says: string, body: () => void): void {
  describe(`${marks(id)} ${says}`, body)
}

function marks(id: string | readonly string[]): string {
  const ids = typeof id === 'string' ? [id] : id
  return ids.map((one) => `[${one}]`).join(' ')
}
