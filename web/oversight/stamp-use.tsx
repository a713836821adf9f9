import type { OversightAnswer } from '../../src/oversight/contract.js'
import { countText, dayText, instantText } from '../shell/amounts.js'
import { DataTable } from '../shell/data-table.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'

const STAMPS = {
  title: { zh: '电子印章的使用', en: 'Use of electronic stamps' },
  name: { zh: '印章', en: 'Stamp' },
  uses: { zh: '用印次数', en: 'Uses' },
  last: { zh: '最近一次', en: 'Last used' },
  busiest: { zh: '一日最多', en: 'Most in a day' },
  unstamped: { zh: '未盖章的文书', en: 'Papers without a stamp' },
  mark: { zh: '提示', en: 'Mark' },
  mass: { zh: '集中用印', en: 'mass stamping' },
  idle: { zh: '久未使用', en: 'unused' },
} as const satisfies Record<string, Both>

/** 用印：idle and mass stamping stand out. */
export function StampUse({ answer }: { readonly answer: OversightAnswer }) {
  const { say, language } = useLanguage()
  const { stamps } = answer
  if (stamps.length === 0) return null
  return (
    <Section title={say(STAMPS.title)}>
      <DataTable
        caption={say(STAMPS.title)}
        rows={stamps}
        keyOf={({ agency, name }) => `${agency}/${name}`}
        toneOf={({ isMass, isIdle }) => (isMass ? 'bad' : isIdle ? 'warn' : undefined)}
        columns={[
          { name: 'name', title: STAMPS.name, cell: ({ name }) => name },
          { name: 'uses', title: STAMPS.uses, amount: true, cell: ({ uses }) => countText(uses) },
          {
            name: 'last',
            title: STAMPS.last,
            cell: ({ lastUse }) => (lastUse === undefined ? '—' : instantText(lastUse, language)),
          },
          {
            name: 'busiest',
            title: STAMPS.busiest,
            cell: ({ busiest, busiestDay }) =>
              busiestDay === undefined ? '—' : `${countText(busiest)} · ${dayText(busiestDay, language)}`,
          },
          { name: 'unstamped', title: STAMPS.unstamped, amount: true, cell: (row) => countText(row.unstamped) },
          {
            name: 'mark',
            title: STAMPS.mark,
            cell: ({ isMass, isIdle }) => (isMass ? say(STAMPS.mass) : isIdle ? say(STAMPS.idle) : '—'),
          },
        ]}
      />
    </Section>
  )
}
