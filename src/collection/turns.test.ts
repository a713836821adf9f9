import { expect, test } from 'vitest'
import { Turns } from './turns.js'

const later = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

test('同名的依先后，一件失败不挡后一件；不同名的并行', async () => {
  const [turns, order] = [new Turns(), [] as string[]]
  const work =
    (name: string, ms: number, fails = false) =>
    async () => {
      order.push(`${name}<`)
      await later(ms)
      order.push(`${name}>`)
      if (fails) throw new Error(name)
      return name
    }
  const told = await Promise.allSettled([
    turns.take(['甲', '乙'], work('1', 30, true)),
    turns.take(['乙', '丙'], work('2', 5)),
    turns.take(['丙'], work('3', 1)),
    turns.take(['丁'], work('4', 1)),
    turns.take([], work('5', 1)),
  ])
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled'])
  const at = (what: string) => order.indexOf(what)
  expect([at('2<') > at('1>'), at('3<') > at('2>'), at('4>') < at('1>'), at('5>') < at('1>')]).toEqual(
    Array(4).fill(true),
  )
})
