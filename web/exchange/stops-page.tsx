import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import type { PaperView } from '../../src/archive/contract.js'
import {
  type DecideStop,
  EXCHANGE_PATH,
  STOP_KINDS,
  type StopList,
  type StopView,
} from '../../src/exchange/contract.js'
import { PaperField } from '../desk/paper-field.js'
import { dayText, instantText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer, Empty } from '../shell/states.js'
import { History } from './decide-dialog.js'
import { EXCHANGE } from './words.js'

const STOPS = `${EXCHANGE_PATH}/stops`
type Move = 'confirm' | 'release'

/** 停待核查。 */
export function StopsPage() {
  const { say } = useLanguage()
  const [state, setState] = useState<'open' | 'closed'>('open')
  const stops = useAsk<StopList>(STOPS, { state })
  return (
    <Page
      title={say(EXCHANGE.stops)}
      lead={say(EXCHANGE.stopsLead)}
      actions={
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
      <Answer of={stops} rows={6}>
        {({ items }) => (items.length === 0 ? <Empty title={say(EXCHANGE.noStops)} /> : <Stops items={items} />)}
      </Answer>
    </Page>
  )
}

function Stops({ items }: { readonly items: readonly StopView[] }) {
  const { say, language } = useLanguage()
  const { can } = useSession()
  const [deciding, setDeciding] = useState<{ stop: StopView; move: Move }>()
  const button = (stop: StopView, move: Move) => (
    <Button size="small" danger={move === 'confirm'} onClick={() => setDeciding({ stop, move })}>
      {say(EXCHANGE[move])}
    </Button>
  )
  const columns: Column<StopView>[] = [
    { name: 'about', title: EXCHANGE.about, cell: ({ about }) => about },
    {
      name: 'kind',
      title: EXCHANGE.what,
      cell: ({ kind }) => <span className="tag tag-bad">{say(STOP_KINDS[kind])}</span>,
    },
    {
      name: 'sources',
      title: EXCHANGE.sources,
      cell: ({ sources }) =>
        sources.map(({ partnerName, day, raisedAt }) => (
          <div key={`${partnerName}/${raisedAt}`}>
            {partnerName} <span className="number">{dayText(day, language)}</span>
          </div>
        )),
    },
    {
      name: 'raised',
      title: EXCHANGE.raised,
      cell: ({ raisedAt }) => <span className="number">{instantText(raisedAt, language)}</span>,
    },
    {
      name: 'state',
      title: EXCHANGE.state,
      cell: ({ inForce }) => (
        <span className={inForce ? 'tag tag-warn' : 'tag tag-good'}>
          {say(inForce ? EXCHANGE.inForce : EXCHANGE.lifted)}
        </span>
      ),
    },
    {
      name: 'decide',
      title: EXCHANGE.decide,
      cell: (stop) => (
        <>
          <History one={stop} />
          {can('exchange.decide') && stop.decision === undefined && button(stop, 'confirm')}{' '}
          {can('exchange.decide') && stop.inForce && button(stop, 'release')}
        </>
      ),
    },
  ]
  return (
    <div className="page-body">
      <DataTable caption={say(EXCHANGE.stops)} columns={columns} rows={items} keyOf={({ id }) => id} />
      {deciding && <StopDialog {...deciding} onClose={() => setDeciding(undefined)} />}
    </div>
  )
}

function StopDialog({
  stop,
  move,
  onClose,
}: {
  readonly stop: StopView
  readonly move: Move
  readonly onClose: () => void
}) {
  const { say } = useLanguage()
  const [note, setNote] = useState('')
  const [day, setDay] = useState('')
  const [paper, setPaper] = useState<PaperView>()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const deciding = useMutation<unknown, Problem, DecideStop>({
    mutationFn: (body) => ask(`${STOPS}/${stop.id}/${move}`, { method: 'POST', body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [STOPS] })
      void message.success(say(EXCHANGE.decided))
      onClose()
    },
  })
  const send = () =>
    deciding.mutate({
      note: note.trim(),
      ...(paper === undefined ? {} : { documentId: paper.documentId }),
      ...(day === '' ? {} : { day }),
    })
  return (
    <Dialog
      title={`${say(EXCHANGE[move])} · ${stop.about}`}
      onClose={onClose}
      action={{
        ...{ text: say(EXCHANGE[move]), danger: move === 'confirm', disabled: note.trim().length < 4 },
        ...{ busy: deciding.isPending, onClick: send },
      }}
    >
      <div className="return-form">
        <p>{say(move === 'confirm' ? EXCHANGE.confirmSays : EXCHANGE.releaseSays)}</p>
        <FormProblem error={deciding.error} />
        <Input.TextArea
          aria-label={say(EXCHANGE.note)}
          placeholder={say(EXCHANGE.noteHint)}
          value={note}
          maxLength={500}
          showCount
          rows={3}
          onChange={({ target }) => setNote(target.value)}
        />
        <PaperField paper={paper} onPaper={setPaper} />
        {move === 'confirm' && paper !== undefined && (
          <Input
            type="date"
            aria-label={say(EXCHANGE.paperDay)}
            title={say(EXCHANGE.paperDay)}
            value={day}
            onChange={({ target }) => setDay(target.value)}
          />
        )}
      </div>
    </Dialog>
  )
}
