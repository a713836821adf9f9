import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { AppointmentsAnswer } from '../../src/access/appointment-contract.js'
import { dayText } from '../shell/amounts.js'
import { DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import './activation.css'
import { APPOINTMENTS_PATH, AppointForm, EndForm } from './appointment-forms.js'
import { APPOINTMENT } from './appointment-words.js'

/** 单位经办人的委派：by employer; appointing with a proof and a term, and ending at once. */
export function AppointmentsPage() {
  const { say } = useLanguage()
  const [typed, setTyped] = useState('')
  const [creditCode, setCreditCode] = useState('')
  const find = (event: FormEvent) => {
    event.preventDefault()
    setCreditCode(typed.trim().toUpperCase())
  }
  return (
    <Page title={say(APPOINTMENT.title)} lead={say(APPOINTMENT.lead)}>
      <form className="card activation-panel" onSubmit={find}>
        <div className="entry-field">
          <label htmlFor="appointment-code">{say(APPOINTMENT.code)}</label>
          <Input
            id="appointment-code"
            autoComplete="off"
            maxLength={18}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </div>
        <div>
          <Button type="primary" htmlType="submit" disabled={typed.trim() === ''}>
            {say(APPOINTMENT.find)}
          </Button>
        </div>
      </form>
      {creditCode !== '' && <Appointments key={creditCode} creditCode={creditCode} />}
    </Page>
  )
}

function Appointments({ creditCode }: { readonly creditCode: string }) {
  const { say } = useLanguage()
  const found = useAsk<AppointmentsAnswer>(APPOINTMENTS_PATH, { creditCode })
  return (
    <Answer of={found} rows={4}>
      {({ employer, items }) => (
        <>
          <Section title={say(APPOINTMENT.of, { name: employer })}>
            {items.length === 0 ? <p>{say(APPOINTMENT.none)}</p> : <Operators items={items} />}
          </Section>
          <Section title={say(APPOINTMENT.add)}>
            <AppointForm creditCode={creditCode} onDone={() => void found.refetch()} />
          </Section>
          <Section title={say(APPOINTMENT.end)}>
            <EndForm creditCode={creditCode} onDone={() => void found.refetch()} />
          </Section>
        </>
      )}
    </Answer>
  )
}

function Operators({ items }: Pick<AppointmentsAnswer, 'items'>) {
  const { say, language } = useLanguage()
  return (
    <DataTable
      caption={say(APPOINTMENT.title)}
      rows={items}
      keyOf={({ proof, from }, at) => `${proof}/${from}/${at}`}
      columns={[
        { name: 'name', title: APPOINTMENT.operator, cell: ({ name }) => name },
        { name: 'proof', title: APPOINTMENT.proof, cell: ({ proof }) => proof },
        {
          ...{ name: 'term', title: APPOINTMENT.term },
          cell: ({ from, through }) =>
            `${dayText(from, language)} – ${through === undefined ? say(APPOINTMENT.open) : dayText(through, language)}`,
        },
        {
          ...{ name: 'state', title: APPOINTMENT.state },
          cell: ({ ended }) => say(ended ? APPOINTMENT.ended : APPOINTMENT.active),
        },
      ]}
    />
  )
}
