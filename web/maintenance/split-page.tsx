import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import type { SplitChoice, SplitLook, SplitPreview, SplitRequest } from '../../src/collection/maintenance-contract.js'
import { DraftNote, useUntouched } from '../desk/entry-form.js'
import { AgainNote, ReopenedPage } from '../desk/reopened.js'
import { amountText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { useDraft } from '../shell/drafts.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { FactPicker, placeOf } from './fact-picker.js'
import { FileWithGrounds, groundsOf } from './grounds.js'
import './maintenance.css'
import { isNamed, type Named, NOBODY, PersonFields } from './person-fields.js'
import { OverlapTable, SharesTable } from './shares-table.js'
import { MAINTAIN, MAINTAIN_PATHS } from './words.js'

/** 拆分混合的记录：two persons, the rows that are the other's, both records before and after. */
export function SplitPage() {
  return (
    <ReopenedPage<SplitRequest>>{(before, resubmits) => <Split before={before} resubmits={resubmits} />}</ReopenedPage>
  )
}

interface SplitProps {
  readonly before: SplitRequest | undefined
  readonly resubmits: string | undefined
}

function Split({ before, resubmits }: SplitProps) {
  const { say } = useLanguage()
  const [person, setPerson] = useState<Named>(before?.person ?? NOBODY)
  const [to, setTo] = useState<Named>(before?.to ?? NOBODY)
  const [isNew, setNew] = useState(before?.register !== undefined)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [range, setRange] = useState<Range>({})
  const [rowsBefore, setRowsBefore] = useState(before?.choice.facts)
  const [grounds, setGrounds] = useState(() => groundsOf('wrongPerson', before))
  const draft = `split ${resubmits ?? ''}`
  const typed = { person, to, isNew, range, rowsBefore, picked: [...picked], grounds }
  const { restored, forget } = useDraft(
    draft,
    typed,
    (found) => {
      setPerson(found.person)
      setTo(found.to)
      setNew(found.isNew)
      setRange(found.range)
      // What was picked row by row is what is asked for when the rows are shown again.
      setRowsBefore(found.picked.length > 0 ? found.picked.map(rowOf) : found.rowsBefore)
      setGrounds(found.grounds)
    },
    useUntouched(typed),
  )
  const looking = useMutation<SplitPreview, Problem, SplitLook>({
    mutationFn: (body) => ask(MAINTAIN_PATHS.splitPreview, { method: 'POST', body }),
    onSuccess: ({ facts }) => setPicked(new Set(facts.filter(({ chosen }) => chosen).map(placeOf))),
  })
  const asked = (choice: SplitChoice): SplitLook => ({ person, to, ...(isNew ? { register: {} } : {}), choice })
  const rows = [...picked].map(rowOf)
  const preview = looking.data
  const isSame = preview?.chosen === picked.size
  return (
    <Page title={say(MAINTAIN.split)} lead={say(MAINTAIN.splitLead)}>
      <AgainNote resubmits={resubmits} />
      <DraftNote restored={restored} reopened={false} />
      <div className="maintain-pair">
        <PersonFields title={MAINTAIN.from} value={person} onChange={setPerson} />
        <PersonFields title={MAINTAIN.to} value={to} onChange={setTo}>
          <Checkbox checked={isNew} onChange={({ target }) => setNew(target.checked)}>
            {say(MAINTAIN.register)}
          </Checkbox>
        </PersonFields>
      </div>
      <RangeFields
        range={range}
        onChange={(asked) => {
          setRange(asked)
          setRowsBefore(undefined)
        }}
      />
      <div className="maintain-go">
        <Button
          type="primary"
          disabled={!isNamed(person) || !isNamed(to)}
          loading={looking.isPending}
          onClick={() => looking.mutate(asked(rowsBefore ? { facts: rowsBefore } : given(range)))}
        >
          {say(MAINTAIN.show)}
        </Button>
      </div>
      <FormProblem error={looking.error} />
      {preview && (
        <>
          <FactPicker facts={preview.facts} picked={picked} onPick={setPicked} />
          <div className="maintain-go">
            <span aria-live="polite">{say(MAINTAIN.picked, { n: picked.size })}</span>
            <Button
              disabled={rows.length === 0 || isSame}
              loading={looking.isPending}
              onClick={() => looking.mutate(asked({ facts: rows }))}
            >
              {say(MAINTAIN.preview)}
            </Button>
          </div>
          <BeforeAndAfter preview={preview} />
          <FileWithGrounds
            path={MAINTAIN_PATHS.splits}
            body={isSame && rows.length > 0 ? asked({ facts: rows }) : undefined}
            resubmits={resubmits}
            {...{ grounds, draft, forget }}
            onGrounds={setGrounds}
            name={say(MAINTAIN.split)}
          />
        </>
      )}
    </Page>
  )
}

function rowOf(place: string) {
  const [posting, ordinal] = place.split('/') as [string, string]
  return { posting, ordinal: Number(ordinal) }
}

type Range = Pick<SplitChoice, 'from' | 'through' | 'creditCode'>

function given(range: Range): SplitChoice {
  return Object.fromEntries(Object.entries(range).filter(([, value]) => value !== ''))
}

/** 按月份与单位先选一遍，rows can then be picked one by one. */
function RangeFields({ range, onChange }: { readonly range: Range; readonly onChange: (range: Range) => void }) {
  const { say } = useLanguage()
  const fields: readonly (readonly [keyof Range, Both, number])[] = [
    ['from', MAINTAIN.fromMonth, 7],
    ['through', MAINTAIN.throughMonth, 7],
    ['creditCode', MAINTAIN.creditCode, 18],
  ]
  return (
    <div className="card maintain-fields">
      {fields.map(([name, label, most]) => (
        <label key={name}>
          <span>{say(label)}</span>
          <Input
            autoComplete="off"
            maxLength={most}
            placeholder={most === 7 ? '2025-01' : ''}
            value={range[name] ?? ''}
            onChange={({ target }) => onChange({ ...range, [name]: target.value.trim() })}
          />
        </label>
      ))}
    </div>
  )
}

function BeforeAndAfter({ preview }: { readonly preview: SplitPreview }) {
  const { say } = useLanguage()
  const { person, to, overlap, totals } = preview
  const told = { before: amountText(totals.before), after: amountText(totals.after) }
  const sides = [
    [MAINTAIN.from, person],
    [MAINTAIN.to, to],
  ] as const
  return (
    <>
      <div className="maintain-pair">
        {sides.map(([title, { before, after }]) => (
          <section key={title.en} className="card" aria-label={say(title)}>
            <h2>{say(title)}</h2>
            <h3>{say(MAINTAIN.before)}</h3>
            <SharesTable caption={`${say(title)} ${say(MAINTAIN.before)}`} shares={before} />
            <h3>{say(MAINTAIN.after)}</h3>
            <SharesTable caption={`${say(title)} ${say(MAINTAIN.after)}`} shares={after} />
          </section>
        ))}
      </div>
      <p className="number">{say(MAINTAIN.totals, told)}</p>
      <Section title={say(MAINTAIN.overlap)}>
        <OverlapTable overlap={overlap} one={MAINTAIN.from} two={MAINTAIN.to} />
      </Section>
    </>
  )
}
