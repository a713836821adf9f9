import { AGENTS_PATH, type AgentsAnswer } from '../../src/oversight/agents-contract.js'
import type { OversightAnswer } from '../../src/oversight/contract.js'
import { countText, dayText } from '../shell/amounts.js'
import { DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { OVERSIGHT } from './words.js'

const AGENTS = {
  title: { zh: '受多人委托的代理人', en: 'Agents of many' },
  lead: {
    zh: '受 {n} 名以上无亲属、监护关系的参保人委托的代理人。姓名遮盖，委托人只见文书编号；列出的代理人会在本人的查阅记录里看到这次查看。请调阅授权书原件核对。',
    en: 'Agents mandated by {n} or more persons they are no relatives or guardians of. Names are masked and principals are told by the number of their paper only; each agent listed finds this look in their own record. Check the original mandates.',
  },
  none: { zh: '现在没有这样的代理人。', en: 'There is no such agent now.' },
  agent: { zh: '代理人', en: 'Agent' },
  principals: { zh: '委托人数', en: 'Principals' },
  newest: { zh: '最近一份自', en: 'Newest from' },
  papers: { zh: '授权书', en: 'Mandates' },
} as const

/** 受多人委托的代理人。 */
export function BusyAgents({ agencies }: Pick<OversightAnswer, 'agencies'>) {
  const { say, language } = useLanguage()
  const found = useAsk<AgentsAnswer>(AGENTS_PATH)
  const nameOf = (code: string) => {
    const one = agencies.find((agency) => agency.code === code)
    return one === undefined ? code : say({ zh: one.name, en: one.english })
  }
  return (
    <Section title={say(AGENTS.title)}>
      <Answer of={found} rows={3}>
        {({ least, agents }) => (
          <>
            <p className="section-lead">{say(AGENTS.lead, { n: least })}</p>
            {agents.length === 0 ? (
              <p>{say(AGENTS.none)}</p>
            ) : (
              <DataTable
                caption={say(AGENTS.title)}
                rows={agents}
                keyOf={({ papers }, at) => `${papers[0]?.document}/${at}`}
                columns={[
                  { name: 'agent', title: AGENTS.agent, cell: ({ name }) => name },
                  {
                    ...{ name: 'principals', title: AGENTS.principals, amount: true },
                    cell: ({ principals }) => countText(principals),
                  },
                  {
                    ...{ name: 'agency', title: OVERSIGHT.agency },
                    cell: ({ papers }) => [...new Set(papers.map(({ agency }) => nameOf(agency)))].join(' '),
                  },
                  {
                    ...{ name: 'newest', title: AGENTS.newest },
                    cell: ({ papers }) => dayText(papers[0]?.from ?? '', language),
                  },
                  {
                    ...{ name: 'papers', title: AGENTS.papers },
                    cell: ({ papers }) => papers.map(({ document }) => document).join(language === 'zh' ? '、' : ', '),
                  },
                ]}
              />
            )}
          </>
        )}
      </Answer>
    </Section>
  )
}
