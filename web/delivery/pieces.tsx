import { Button } from 'antd'
import { useState } from 'react'
import {
  DELIVERY_PATH,
  type DeliveryRunView,
  PIECE_REASONS,
  PIECE_STATES,
  type PieceList,
  type PieceReason,
  type PieceState,
  type PieceView,
} from '../../src/certificates/delivery-contract.js'
import { countText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { PieceDialog } from './piece-dialog.js'
import { DELIVERY } from './words.js'

interface Props {
  readonly run: DeliveryRunView
  readonly state: PieceState | undefined
  readonly onState: (state: PieceState | undefined) => void
}

/** 各件，of one state or of all; a page of fifty at a time, since each shown is a line in the access book. */
export function Pieces({ run, state, onState }: Props) {
  const { say } = useLanguage()
  const [after, setAfter] = useState(0)
  const [from, setFrom] = useState(state)
  const [open, setOpen] = useState<PieceView>()
  if (from !== state) {
    setFrom(state)
    setAfter(0)
  }
  const path = `${DELIVERY_PATH}/${run.id}/pieces`
  const answer = useAsk<PieceList>(path, { state, after: after === 0 ? undefined : after })
  return (
    <Section
      title={`${say(DELIVERY.pieces)}${state === undefined ? '' : ` · ${say(PIECE_STATES[state])}`}`}
      aside={state !== undefined && <Button onClick={() => onState(undefined)}>{say(DELIVERY.all)}</Button>}
    >
      <Answer of={answer} rows={4}>
        {({ items, more }) => (
          <>
            {items.length === 0 ? <Empty title={say(DELIVERY.noPieces)} /> : <Listed items={items} onOpen={setOpen} />}
            {more && <Button onClick={() => setAfter(items.at(-1)!.number)}>{say(DELIVERY.more)}</Button>}
          </>
        )}
      </Answer>
      {open && <PieceDialog run={run} piece={open} onClose={() => setOpen(undefined)} />}
    </Section>
  )
}

function Listed({
  items,
  onOpen,
}: {
  readonly items: readonly PieceView[]
  readonly onOpen: (one: PieceView) => void
}) {
  const { say } = useLanguage()
  const columns: Column<PieceView>[] = [
    { name: 'number', title: DELIVERY.number, cell: ({ number }) => countText(number), amount: true },
    {
      name: 'name',
      title: DELIVERY.name,
      cell: ({ name, isProtected }) => (
        <>
          {name} {isProtected && <span className="tag tag-warn">{say(DELIVERY.isProtected)}</span>}
        </>
      ),
    },
    { name: 'state', title: DELIVERY.state, cell: ({ state }) => <PieceTag state={state} /> },
    { name: 'to', title: DELIVERY.to, cell: ({ toGuardian }) => say(toGuardian ? DELIVERY.guardian : DELIVERY.person) },
    { name: 'why', title: DELIVERY.why, cell: ({ reason }) => say(PIECE_REASONS[reason as PieceReason]) || '—' },
    { name: 'times', title: DELIVERY.times, cell: ({ attempts }) => countText(attempts), amount: true },
    {
      name: 'take',
      title: DELIVERY.take,
      cell: (one) => <Button onClick={() => onOpen(one)}>{say(DELIVERY.take)}</Button>,
    },
  ]
  return <DataTable caption={say(DELIVERY.pieces)} columns={columns} rows={items} keyOf={({ person }) => person} />
}

export function PieceTag({ state }: { readonly state: PieceState }) {
  const { say } = useLanguage()
  const isBad = state === 'returned' || state === 'undeliverable' || state === 'noAddress' || state === 'noGuardian'
  const tone = isBad ? 'tag tag-bad' : PIECE_STATES[state].isEnd ? 'tag tag-good' : 'tag tag-warn'
  return <span className={state === 'excluded' ? 'tag' : tone}>{say(PIECE_STATES[state])}</span>
}
