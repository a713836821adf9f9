import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { DUES_PATHS, type FromBasesRequest, type Roster } from '../../src/collection/dues-contract.js'
import type { FilingPreview } from '../../src/collection/filing-contract.js'
import { useSide } from '../contribution/side.js'
import { DUES } from '../contribution/words.js'
import { fenOf } from '../contribution/yuan.js'
import { DraftNote } from '../desk/entry-form.js'
import { monthText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { useDraft } from '../shell/drafts.js'
import { FormProblem } from '../shell/form-problem.js'
import { KeyMark, useKeys, useKeyTo } from '../shell/keys.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { type Added, AddedList, AddPerson } from './added-persons.js'
import { DuesTable } from './dues-table.js'

interface Props {
  readonly month: string
  readonly onPreview: (preview: FilingPreview) => void
}

/** 由申报工资生成本月申报：the system proposes it; the employer changes wages, leaves out or adds, then looks and submits. */
export function FromBases({ month, onPreview }: Props) {
  const { say, language } = useLanguage()
  const { at } = useSide()
  const [isOpen, setOpen] = useState(false)
  useDraft(`bases-open ${month}`, { isOpen }, (kept) => setOpen(kept.isOpen), !isOpen)
  useKeys({ o: isOpen ? undefined : () => setOpen(true) })
  const roster = useAsk<Roster>(at(DUES_PATHS.roster, { month }), undefined, isOpen)
  return (
    <section className="card field-card">
      <h2>{say(DUES.title)}</h2>
      <p className="filing-hint">{say(DUES.lead)}</p>
      {isOpen ? (
        <Answer of={roster} rows={6}>
          {(answer) => <Proposal key={answer.month} roster={answer} onPreview={onPreview} />}
        </Answer>
      ) : (
        <Button onClick={() => setOpen(true)}>
          {say(DUES.open, { month: monthText(month, language) })} <KeyMark sign="o" />
        </Button>
      )}
    </section>
  )
}

function Proposal({ roster, onPreview }: { readonly roster: Roster; readonly onPreview: Props['onPreview'] }) {
  const { say, language } = useLanguage()
  const { at } = useSide()
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({})
  const [leaveOut, setLeaveOut] = useState<readonly string[]>([])
  const [added, setAdded] = useState<readonly Added[]>([])
  const draft = `bases ${at(DUES_PATHS.fromBases)} ${roster.month}`
  const typed = { given, leaveOut, added }
  const isEmpty = Object.keys(given).length + leaveOut.length + added.length === 0
  const { restored } = useDraft(
    draft,
    typed,
    (kept) => {
      setGiven(kept.given)
      setLeaveOut(kept.leaveOut)
      setAdded(kept.added)
    },
    isEmpty,
  )
  const open = roster.rows.filter(({ filed }) => !filed)
  const filed = roster.rows.length - open.length
  const wages = Object.entries(given).flatMap(([key, text]) => {
    const wage = fenOf(text)
    return wage === undefined ? [] : [{ key, wage }]
  })
  const isWrong = (text: string) => text.trim() !== '' && fenOf(text) === undefined
  const bad = Object.values(given).some(isWrong)
  const without = open.filter(
    ({ key, wage }) => !leaveOut.includes(key) && wage === undefined && (given[key] ?? '').trim() === '',
  ).length
  const making = useMutation<FilingPreview, Problem>({
    mutationFn: () => {
      const body: FromBasesRequest = {
        ...{ settlementMonth: roster.month, wages, leaveOut: [...leaveOut] },
        added: [...added],
      }
      return ask(at(DUES_PATHS.fromBases), { method: 'POST', body })
    },
    onSuccess: onPreview,
  })
  const buttons = useKeyTo('p')
  const place = useRef<HTMLDivElement>(null)
  // The button that opened it is gone: the first wage has the focus, or what can be added where nobody is listed.
  useEffect(() => place.current?.querySelector<HTMLElement>('input:enabled')?.focus(), [])
  return (
    <div ref={place} className="proposal">
      <DraftNote restored={restored} reopened={false} />
      {filed > 0 && <p>{say(DUES.filed, { n: filed })}</p>}
      {without > 0 && <p className="filing-again">{say(DUES.noWage, { n: without })}</p>}
      {open.length > 0 && (
        <DuesTable
          rows={open}
          given={given}
          leaveOut={leaveOut}
          isWrong={isWrong}
          onGiven={(key, text) => setGiven({ ...given, [key]: text })}
          onLeaveOut={(key, isOut) => setLeaveOut(isOut ? [...leaveOut, key] : leaveOut.filter((one) => one !== key))}
        />
      )}
      <AddPerson month={roster.month} onAdd={(one) => setAdded([...added, one])} />
      <AddedList rows={added} onRemove={(at) => setAdded(added.filter((_, i) => i !== at))} />
      {leaveOut.length > 0 && <p>{say(DUES.leftOut, { n: leaveOut.length })}</p>}
      <FormProblem error={making.error} />
      <div ref={buttons}>
        <Button
          type="primary"
          disabled={bad || (added.length === 0 && leaveOut.length >= open.length)}
          loading={making.isPending}
          onClick={() => making.mutate()}
        >
          {say(DUES.make, { month: monthText(roster.month, language) })} <KeyMark sign="p" />
        </Button>
      </div>
    </div>
  )
}
