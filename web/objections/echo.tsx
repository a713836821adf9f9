import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { ECHO_WAYS, type EchoAnswer } from '../../src/objections/contract.js'
import { dayText, instantText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { Choose } from './choose.js'
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
                { name: 'sent', title: OBJECTION.sentOn, cell: (one) => <Sent id={id} one={one} /> },
              ]}
            />
          )
        }
      </Answer>
    </Section>
  )
}

/** 已告知，何日，何方式；or the small form that notes it. */
function Sent({ id, one }: { readonly id: string; readonly one: EchoAnswer['recipients'][number] }) {
  const { say, language } = useLanguage()
  const [way, setWay] = useState<keyof typeof ECHO_WAYS>('letter')
  const [day, setDay] = useState('')
  const queries = useQueryClient()
  const noting = useMutation<EchoAnswer, Problem>({
    mutationFn: () =>
      ask(`/api/desk/objections/${id}/echo`, { method: 'POST', body: { recipient: one.key, way, day } }),
    onSuccess: () => queries.invalidateQueries(),
  })
  if (one.sent !== undefined)
    return (
      <>
        {dayText(one.sent.day, language)} · {say(ECHO_WAYS[one.sent.way])} · {one.sent.by}
      </>
    )
  return (
    <div className="objection-sent no-print">
      <Choose label={say(OBJECTION.way)} of={ECHO_WAYS} value={way} onChange={setWay} />
      <label className="objection-field">
        <span>{say(OBJECTION.sentOn)}</span>
        <input type="date" value={day} onChange={({ target }) => setDay(target.value)} />
      </label>
      <FormProblem error={noting.error} />
      <Button disabled={day === ''} loading={noting.isPending} onClick={() => noting.mutate()}>
        {say(OBJECTION.noteSent)}
      </Button>
    </div>
  )
}
