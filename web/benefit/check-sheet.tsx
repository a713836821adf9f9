import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import type { CheckRequest, CheckSheet as Sheet } from '../../src/collection/check-contract.js'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { BENEFIT_PATHS } from './paths.js'
import { BENEFIT } from './words.js'

/** 哪一类在哪些环节填表，as the service asks for it. */
const STAGES: Readonly<Record<string, readonly string[]>> = {
  specialWork: ['initialReview', 'recheck'],
  benefitDetermination: ['review'],
}

type Item = Sheet['items'][number]
type Filled = CheckRequest['items'][number]

/** 核对表：beside what is reviewed, at the stage that asks for one. */
export function CheckSheet({ detail }: { readonly detail: SubmissionDetail }) {
  const { say } = useLanguage()
  const { id, kind, state, revision, abilities } = detail
  const asksHere = STAGES[kind]?.includes(state) === true
  const path = pathOf(BENEFIT_PATHS.sheet, { id })
  const sheet = useAsk<Sheet>(path, { stage: state }, asksHere)
  if (!asksHere) return null
  return (
    <Section title={say(BENEFIT.sheet)}>
      <p className="section-lead">{say(BENEFIT.sheetLead)}</p>
      <Answer of={sheet} rows={6}>
        {(found) =>
          found.items.length === 0 ? null : (
            <Form key={`${revision}/${found.at ?? 0}`} id={id} sheet={found} mayFill={abilities.includes('pass')} />
          )
        }
      </Answer>
    </Section>
  )
}

interface FormProps {
  readonly id: string
  readonly sheet: Sheet
  readonly mayFill: boolean
}

function Form({ id, sheet, mayFill }: FormProps) {
  const { say } = useLanguage()
  const [items, setItems] = useState<readonly Item[]>(sheet.items)
  const [handbook, setHandbook] = useState(sheet.handbook ?? { issued: true })
  const saving = useSaving(id)
  const put = (at: number, change: Partial<Item>) =>
    setItems(items.map((item, i) => (i === at ? { ...item, ...change } : item)))
  const { stage, revision, sources } = sheet
  const usesHandbook = sources.includes('handbook')
  const body = { stage, revision, ...(usesHandbook ? { handbook } : {}), items: items.map(filledOf) } as CheckRequest
  const told = { put, mayFill, settles: sheet.settles, asksHandbook: usesHandbook && handbook.issued }
  return (
    <div className="stacked">
      <Rows items={items} {...told} />
      {usesHandbook && (
        <p>
          <Checkbox
            checked={!handbook.issued}
            disabled={!mayFill}
            onChange={({ target }) => setHandbook({ issued: !target.checked })}
          >
            {say(BENEFIT.noHandbook)}
          </Checkbox>
          {!handbook.issued && (
            <Input
              aria-label={say(BENEFIT.noHandbookWhy)}
              placeholder={say(BENEFIT.noHandbookWhy)}
              maxLength={200}
              disabled={!mayFill}
              value={handbook.reason ?? ''}
              onChange={({ target }) => setHandbook({ issued: false, reason: target.value })}
            />
          )}
        </p>
      )}
      <FormProblem error={saving.error} />
      <p role="status">
        {sheet.by !== '' && say(BENEFIT.sheetBy, { by: sheet.by })} {sheet.isComplete && say(BENEFIT.sheetWhole)}
      </p>
      {mayFill && (
        <Button loading={saving.isPending} onClick={() => saving.mutate(body)}>
          {say(BENEFIT.saveSheet)}
        </Button>
      )}
    </div>
  )
}

function useSaving(id: string) {
  const queries = useQueryClient()
  return useMutation<Sheet, Problem, CheckRequest>({
    mutationFn: (body) => ask(pathOf(BENEFIT_PATHS.fillSheet, { id }), { method: 'POST', body }),
    onSuccess: () => void queries.invalidateQueries(),
  })
}

function filledOf({ row, item, file, handbook, ticked, resolution }: Item): Filled {
  const reason = resolution?.reason.trim() ?? ''
  return {
    ...{ row, item, file, handbook, ticked },
    ...(reason.length < 4 ? {} : { resolution: { stands: 'database', reason } }),
  }
}

interface RowsProps {
  readonly items: readonly Item[]
  readonly put: (at: number, change: Partial<Item>) => void
  readonly mayFill: boolean
  readonly settles: boolean
  readonly asksHandbook: boolean
}

function Rows({ items, put, mayFill, settles, asksHandbook }: RowsProps) {
  const { say } = useLanguage()
  const at = (item: Item) => items.indexOf(item)
  const differs = ({ file, handbook, database }: Item) =>
    (file.trim() !== '' && file.trim() !== database) ||
    (asksHandbook && handbook.trim() !== '' && handbook.trim() !== database)
  const field = (item: Item, name: 'file' | 'handbook', label: { zh: string; en: string }) => (
    <Input
      aria-label={`${say(item.label)} ${say(label)}`}
      maxLength={100}
      disabled={!mayFill}
      value={item[name]}
      onChange={({ target }) => put(at(item), { [name]: target.value })}
    />
  )
  const FILE = { zh: '档案原件', en: 'Original file' }
  const HANDBOOK = { zh: '缴费手册', en: 'Handbook' }
  return (
    <DataTable
      caption={say(BENEFIT.sheet)}
      rows={items}
      keyOf={({ row, item }) => `${row}/${item}`}
      toneOf={(item) => (differs(item) ? 'bad' : undefined)}
      columns={[
        { name: 'item', title: BENEFIT.item, cell: ({ label }) => say(label) },
        { name: 'file', title: FILE, cell: (item) => field(item, 'file', FILE) },
        { name: 'database', title: { zh: '数据库', en: 'Database' }, cell: ({ database }) => database },
        ...(asksHandbook
          ? [{ name: 'handbook', title: HANDBOOK, cell: (item: Item) => field(item, 'handbook', HANDBOOK) }]
          : []),
        {
          name: 'ticked',
          title: BENEFIT.ticked,
          cell: (item) => (
            <>
              <Checkbox
                aria-label={`${say(item.label)} ${say(BENEFIT.ticked)}`}
                checked={item.ticked}
                disabled={!mayFill}
                onChange={({ target }) => put(at(item), { ticked: target.checked })}
              />
              {differs(item) && !settles && <small className="entry-wrong">{say(BENEFIT.stopsHere)}</small>}
              {differs(item) && settles && (
                <Input
                  aria-label={`${say(item.label)} ${say(BENEFIT.resolution)}`}
                  placeholder={say(BENEFIT.resolution)}
                  maxLength={300}
                  disabled={!mayFill}
                  value={item.resolution?.reason ?? ''}
                  onChange={({ target }) => put(at(item), { resolution: { stands: 'database', reason: target.value } })}
                />
              )}
              {item.fault && <small className="entry-wrong">{say(item.fault)}</small>}
            </>
          ),
        },
      ]}
    />
  )
}
