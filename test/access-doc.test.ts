import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ACTIONS } from '../src/access/actions.js'
import { POST_NAMES } from '../src/access/posts.js'
import { accessMatrix, policyList, reachesElsewhere } from './access-doc.js'
import { article } from './article.js'
import { filesUnder, ROOT } from './files.js'

const DOCUMENT = 'docs/access.md'
const PRINTED = { matrix: accessMatrix(), policies: policyList() }
const document = () => filesUnder(['docs'], /[\\/]access\.md$/)[0]!.text
const section = (text: string, name: string) =>
  new RegExp(`<!-- ${name}:begin -->\\n([\\s\\S]*?)\\n?<!-- ${name}:end -->`).exec(text)?.[1]?.trim()

/** `QUANYI_WRITE_DOCS=1` prints the tables into the document; otherwise they are held to it. */
if (process.env['QUANYI_WRITE_DOCS'] === '1') {
  const filled = Object.entries(PRINTED).reduce(
    (text, [name, table]) =>
      text.replace(
        new RegExp(`<!-- ${name}:begin -->[\\s\\S]*<!-- ${name}:end -->`),
        () => `<!-- ${name}:begin -->\n${table}\n<!-- ${name}:end -->`,
      ),
    document(),
  )
  writeFileSync(join(ROOT, DOCUMENT), filled)
}

article(['M14-26b', 'BD-28a', 'WH-10(3)'], '权限表：岗位、行为、客体，与规则一字不差', () => {
  test.each(Object.entries(PRINTED))('docs/access.md 的 %s 一节', (name, table) => {
    const hint = '运行 QUANYI_WRITE_DOCS=1 npx vitest run test/access-doc.test.ts 重印'
    expect(section(document(), name), hint).toBe(table)
  })

  test('多一行、少一行都看得出（对照）', () => {
    const lines = PRINTED.policies.split('\n')
    const text = (some: string[]) => `<!-- policies:begin -->\n${some.join('\n')}\n<!-- policies:end -->`
    expect(section(text(lines), 'policies')).toBe(PRINTED.policies)
    expect(section(text(lines.slice(1)), 'policies')).not.toBe(PRINTED.policies)
  })

  test('每一行为都有人可以办', () => {
    for (const action of ACTIONS) expect(PRINTED.matrix, action).toContain(`| \`${action}\` |`)
  })

  test.each(POST_NAMES)('%s：区县的人，什么行为都到不了外区', (post) => {
    expect(ACTIONS.filter((action) => reachesElsewhere(post, action))).toEqual([])
  })
})
