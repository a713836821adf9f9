import type { EchoAnswer } from '../../src/objections/contract.js'
import { instantText } from '../shell/amounts.js'
import { DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { OBJECTION } from './words.js'

/** 更正的回声。 */
export function EchoSection({ id }: { readonly id: string }) {
  const { say, language } = useLanguage()
  const echo = useAsk<EchoAnswer>(`/api/desk/objections/${id}/echo`)
  return (
    <Section title={say(OBJECTION.echo)}>
      <p className="section-lead">{say(OBJECTION.echoLead)}</p>
      <Answer of={echo} rows={3}>
        {({ recipients }) =>
          recipients.length === 0 ? (
            <Empty title={say(OBJECTION.noEcho)} />
          ) : (
            <DataTable
              caption={say(OBJECTION.echo)}
              rows={recipients}
              keyOf={({ kind, name, at }, i) => `${kind}/${name}/${at}/${i}`}
              columns={[
                { name: 'kind', title: OBJECTION.who, cell: ({ kind, name }) => `${say(OBJECTION[kind])} ${name}` },
                { name: 'times', title: OBJECTION.times, amount: true, cell: ({ times }) => times },
                { name: 'last', title: OBJECTION.last, cell: ({ at }) => instantText(at, language) },
                { name: 'notice', title: OBJECTION.notice, cell: ({ notice }) => say(notice) },
              ]}
            />
          )
        }
      </Answer>
    </Section>
  )
}
