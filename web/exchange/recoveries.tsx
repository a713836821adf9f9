import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Input, Segmented } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import {
  type OpenRecovery,
  RECOVERY_PATH,
  RECOVERY_STATES,
  type RecoveryLine,
  type RecoveryList,
  type RecoveryView,
} from '../../src/exchange/recovery-contract.js'
import { amountText, dayText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { RECOVERY } from './recovery-words.js'
import { EXCHANGE } from './words.js'

export const AT = '/exchange/recoveries'

/** 追回案，newest first. */
export function Recoveries() {
  const { say } = useLanguage()
  const [state, setState] = useState<'open' | 'closed'>('open')
  const list = useAsk<RecoveryList>(RECOVERY_PATH, { state })
  return (
    <Section
      title={say(RECOVERY.title)}
      aside={
        <Segmented
          value={state}
          options={[
            { value: 'open', label: say(EXCHANGE.open) },
            { value: 'closed', label: say(EXCHANGE.closed) },
          ]}
          onChange={setState}
        />
      }
    >
      <p className="section-lead">{say(RECOVERY.lead)}</p>
      <Answer of={list} rows={4}>
        {({ items, more }) => (
          <>
            {items.length === 0 ? <Empty title={say(RECOVERY.none)} /> : <Lines items={items} />}
            {more && <p className="section-lead">{say(RECOVERY.more)}</p>}
          </>
        )}
      </Answer>
    </Section>
  )
}

function Lines({ items }: { readonly items: readonly RecoveryLine[] }) {
  const { say, language } = useLanguage()
  const columns: Column<RecoveryLine>[] = [
    {
      name: 'number',
      title: RECOVERY.number,
      cell: ({ id, number }) => (
        <Link to={`${AT}/${id}`} className="number">
          {number}
        </Link>
      ),
    },
    {
      name: 'person',
      title: EXCHANGE.about,
      cell: ({ fullName, identityNumber }) => (
        <>
          {fullName} <span className="number">{identityNumber}</span>
        </>
      ),
    },
    { name: 'state', title: RECOVERY.state, cell: ({ state }) => say(RECOVERY_STATES[state]) },
    { name: 'found', title: RECOVERY.found, amount: true, cell: ({ found }) => amountText(found) },
    { name: 'left', title: RECOVERY.left, amount: true, cell: ({ left }) => amountText(left) },
    {
      name: 'due',
      title: RECOVERY.due,
      cell: ({ dueDay, overdue }) => (
        <>
          {dueDay === undefined ? '—' : <span className="number">{dayText(dueDay, language)}</span>}{' '}
          {overdue && <span className="tag tag-bad">{say(RECOVERY.overdue)}</span>}
        </>
      ),
    },
  ]
  return (
    <DataTable
      caption={say(RECOVERY.title)}
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
      toneOf={({ overdue }) => (overdue ? 'bad' : undefined)}
    />
  )
}

/** 立案：on whom, and why. */
export function OpenRecoveryDialog({
  personId,
  about,
  onClose,
}: {
  readonly personId: string
  readonly about: string
  readonly onClose: () => void
}) {
  const { say } = useLanguage()
  const [note, setNote] = useState('')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const opening = useMutation<RecoveryView, Problem, OpenRecovery>({
    mutationFn: (body) => ask(RECOVERY_PATH, { method: 'POST', body }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: [RECOVERY_PATH] })
      void message.success(say(RECOVERY.opened))
      void navigate(`${AT}/${id}`)
    },
  })
  return (
    <Dialog
      title={`${say(RECOVERY.open)} · ${about}`}
      onClose={onClose}
      action={{
        ...{ text: say(RECOVERY.open), disabled: note.trim().length < 4, busy: opening.isPending },
        onClick: () => opening.mutate({ personId, note: note.trim() }),
      }}
    >
      <div className="return-form">
        <p>{say(RECOVERY.lead)}</p>
        <FormProblem error={opening.error} />
        <Input.TextArea
          aria-label={say(EXCHANGE.note)}
          placeholder={say(EXCHANGE.noteHint)}
          value={note}
          maxLength={500}
          showCount
          rows={3}
          onChange={({ target }) => setNote(target.value)}
        />
      </div>
    </Dialog>
  )
}
