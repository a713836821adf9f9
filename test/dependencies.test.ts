import { describe, expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { filesUnder } from './files.js'

const [listed] = filesUnder(['docs/adr'], /0006-dependencies\.md$/)

/** Names in the first column of the tables, and what stands in the third. */
function rowsOf(text: string): Map<string, string> {
  const rows = [...text.matchAll(/^\| ([@\w/.-]+) \| [^|]+ \| ([^|]+) \|$/gm)]
  return new Map(rows.map(([, name, instead]) => [name!, instead!.trim()]))
}

function unlike(dependencies: readonly string[], rows: ReadonlyMap<string, string>): string[] {
  const unlisted = dependencies.filter((name) => (rows.get(name) ?? '') === '')
  const gone = [...rows.keys()].filter((name) => !dependencies.includes(name))
  return [...unlisted, ...gone]
}

describe('依赖清单', () => {
  test('每个依赖都写着没有它要写什么，没有多出的行', () => {
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(names.length).toBeGreaterThan(0)
    expect(unlike(names, rowsOf(listed!.text))).toEqual([])
  })

  test.each([
    ['漏写的依赖', ['pg', 'yaml'], '| pg | 连接 | 协议 |\n'],
    ['没有写代价的依赖', ['pg'], '| pg | 连接 |  |\n'],
    ['已不再用的依赖', ['pg'], '| pg | 连接 | 协议 |\n| yaml | 读参数 | 格式 |\n'],
  ])('能发现：%s', (_says, names, text) => {
    expect(unlike(names, rowsOf(text))).not.toEqual([])
  })
})
