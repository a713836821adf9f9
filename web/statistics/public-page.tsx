import { PUBLIC_STATISTICS_PATH, type PublicStatistic, type PublicStatistics } from '../../src/statistics/contract.js'
import { monthText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import '../record/record.css'
import './statistics.css'
import { StatisticTables } from './tables.js'
import { STATISTIC } from './words.js'

/** 公众看到的统计：released figures, each with its version, cut-off and digest. */
export function PublicStatisticsPage() {
  const { say } = useLanguage()
  const answer = useAsk<PublicStatistics>(PUBLIC_STATISTICS_PATH)
  return (
    <Page title={say(STATISTIC.publicTitle)} lead={say(STATISTIC.publicLead)}>
      <Answer of={answer} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say(STATISTIC.nonePublic)} />
          ) : (
            <div className="statistic-list">
              {items.map((one) => (
                <One key={one.id} one={one} />
              ))}
            </div>
          )
        }
      </Answer>
    </Page>
  )
}

function One({ one }: { readonly one: PublicStatistic }) {
  const { say, language } = useLanguage()
  const names = one.tables.map(({ name }) => say(name)).join(' · ')
  return (
    <Section title={`${names} · ${monthText(one.month, language)}`}>
      <div className="statistic-one">
        {one.scope && <p>{say(one.scope)}</p>}
        <StatisticTables of={one} />
        <Made of={one} />
      </div>
    </Section>
  )
}

export function Made({ of }: { readonly of: PublicStatistic | Omit<PublicStatistic, 'publicAt'> }) {
  const { say } = useLanguage()
  return (
    <small>
      {of.number} · {say(STATISTIC.version, { version: of.catalogue, cutoff: of.cutoff, agency: of.agency })}
      <br />
      {say(STATISTIC.digest)}: <span className="number">{of.digest}</span>
    </small>
  )
}
