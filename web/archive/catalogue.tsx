import { App, Button, Checkbox, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import {
  ARCHIVE_PATHS,
  type Catalogue as Found,
  MATERIALS,
  type PaperRow,
} from '../../src/archive/catalogue-contract.js'
import type { DestructionDetail } from '../../src/archive/destruction-contract.js'
import { SUBMISSION_KINDS } from '../../src/collection/contract.js'
import { instantText } from '../shell/amounts.js'
import { pathOf } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { type Both, useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { Asking } from './asking.js'
import { PaperShown } from './paper-shown.js'
import { retentionText } from './retention-text.js'
import { ARCHIVE, SCANS } from './words.js'

const SEARCHED = ['number', 'place', 'kind', 'digest', 'voucher'] as const
const LABELS: Readonly<Record<(typeof SEARCHED)[number], Both>> = {
  number: ARCHIVE.archiveNumber,
  place: ARCHIVE.place,
  kind: ARCHIVE.kind,
  digest: ARCHIVE.digest,
  voucher: ARCHIVE.voucher,
}

/** 资料目录：by number, place, kind, digest or voucher. */
export function Catalogue() {
  const { say } = useLanguage()
  const [typed, setTyped] = useState<Partial<Record<string, string>>>({})
  const [over, setOver] = useState(false)
  const [query, setQuery] = useState<Record<string, string | boolean>>({})
  const papers = useAsk<Found>(ARCHIVE_PATHS.papers, query)
  const search = (event: FormEvent) => {
    event.preventDefault()
    const given = Object.entries(typed).filter(([, text]) => text !== undefined && text.trim() !== '')
    setQuery({ ...Object.fromEntries(given.map(([name, text]) => [name, text!.trim()])), ...(over ? { over } : {}) })
  }
  return (
    <>
      <form className="card entry-form no-print" onSubmit={search} aria-label={say(ARCHIVE.search)}>
        {SEARCHED.map((name) => (
          <div key={name} className="entry-field">
            <label htmlFor={`papers-${name}`}>{say(LABELS[name])}</label>
            {name === 'kind' ? (
              <KindSelect value={typed[name] ?? ''} onChange={(kind) => setTyped({ ...typed, [name]: kind })} />
            ) : (
              <Input
                id={`papers-${name}`}
                maxLength={64}
                value={typed[name] ?? ''}
                onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
              />
            )}
          </div>
        ))}
        <div className="entry-go">
          <Checkbox checked={over} onChange={({ target }) => setOver(target.checked)}>
            {say(ARCHIVE.over)}
          </Checkbox>
          <Button type="primary" htmlType="submit">
            {say(ARCHIVE.search)}
          </Button>
        </div>
      </form>
      <Answer of={papers} rows={6}>
        {(found) => (found.papers.length === 0 ? <Empty title={say(ARCHIVE.nothing)} /> : <Papers found={found} />)}
      </Answer>
    </>
  )
}

function KindSelect({ value, onChange }: { readonly value: string; readonly onChange: (kind: string) => void }) {
  const { say } = useLanguage()
  const kinds = Object.entries({ ...MATERIALS, ...SUBMISSION_KINDS, ...OTHERS })
  return (
    <Select
      id="papers-kind"
      showSearch
      optionFilterProp="label"
      value={value}
      options={[
        { value: '', label: say(ARCHIVE.anyKind) },
        ...kinds.map(([kind, both]) => ({ value: kind, label: say(both) })),
      ]}
      onChange={onChange}
    />
  )
}

function Papers({ found: { papers, mayKeep } }: { readonly found: Found }) {
  const { say, language } = useLanguage()
  const { message } = App.useApp()
  const [changing, setChanging] = useState<PaperRow>()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  const doing = (row: PaperRow) => (
    <span className="desk-tools">
      <PaperShown path={pathOf(ARCHIVE_PATHS.file, { id: row.documentId })} label={ARCHIVE.open} />
      {mayKeep && (
        <Button size="small" onClick={() => setChanging(row)}>
          {say(ARCHIVE.change)}
        </Button>
      )}
      {mayKeep && row.over && (
        <Checkbox checked={chosen.includes(row.documentId)} onChange={() => toggle(row.documentId)}>
          {say(ARCHIVE.choose)}
        </Checkbox>
      )}
    </span>
  )
  const columns: Column<PaperRow>[] = [
    { name: 'kind', title: ARCHIVE.kind, cell: ({ kind }) => say(kindName(kind)) },
    {
      name: 'received',
      title: ARCHIVE.received,
      cell: ({ receivedAt }) => <span className="number">{instantText(receivedAt, language)}</span>,
    },
    { name: 'number', title: ARCHIVE.archiveNumber, cell: (row) => <Where row={row} /> },
    { name: 'digest', title: ARCHIVE.digest, cell: ({ digest }) => <code title={digest}>{digest.slice(0, 12)}</code> },
    { name: 'vouchers', title: ARCHIVE.voucher, amount: true, cell: ({ vouchers }) => vouchers.length },
    { name: 'scan', title: ARCHIVE.scan, cell: ({ scan }) => say(SCANS[scan]!) },
    { name: 'retention', title: ARCHIVE.retention, cell: (row) => <Period row={row} /> },
    {
      name: 'do',
      title: ARCHIVE.open,
      cell: (row) => row.destroyedBy === undefined && doing(row),
    },
  ]
  return (
    <>
      <DataTable caption={say(ARCHIVE.papers)} columns={columns} rows={papers} keyOf={({ documentId }) => documentId} />
      {changing && <ChangePlace key={changing.documentId} row={changing} onDone={() => setChanging(undefined)} />}
      {chosen.length > 0 && (
        <>
          <p role="status">{say(ARCHIVE.chosen, { n: chosen.length })}</p>
          <Asking
            title={ARCHIVE.propose}
            danger
            path={ARCHIVE_PATHS.destructions}
            fields={[
              { name: 'number', label: ARCHIVE.number, most: 60 },
              { name: 'reason', label: ARCHIVE.reason, most: 500 },
            ]}
            bodyOf={({ number = '', reason = '' }) => ({ number, reason, documentIds: chosen })}
            onDone={({ number }: DestructionDetail) => {
              setChosen([])
              void message.success(say(ARCHIVE.proposed, { number }))
            }}
          />
        </>
      )}
    </>
  )
}

function ChangePlace({ row, onDone }: { readonly row: PaperRow; readonly onDone: () => void }) {
  return (
    <Asking
      focused
      title={ARCHIVE.change}
      path={pathOf(ARCHIVE_PATHS.place, { id: row.documentId })}
      fields={[
        { name: 'archiveNumber', label: ARCHIVE.archiveNumber, most: 60, first: row.archiveNumber ?? '' },
        { name: 'place', label: ARCHIVE.place, most: 60, first: row.place ?? '' },
        { name: 'reason', label: ARCHIVE.reason, most: 500 },
      ]}
      bodyOf={({ archiveNumber = '', place = '', reason = '' }) => ({ archiveNumber, place, reason })}
      onDone={onDone}
    />
  )
}

function Where({ row: { archiveNumber, place, lent } }: { readonly row: PaperRow }) {
  const { say } = useLanguage()
  return (
    <>
      {archiveNumber ?? '—'} <small>{place}</small> {lent && <span className="tag tag-warn">{say(ARCHIVE.lent)}</span>}
    </>
  )
}

function Period({ row: { retention, destroyedBy } }: { readonly row: PaperRow }) {
  const { say } = useLanguage()
  if (destroyedBy !== undefined) return say(ARCHIVE.destroyed, { case: destroyedBy })
  return (
    <>
      {retentionText(say, retention)} {retention.isSpecial && <small>{say(ARCHIVE.special)}</small>}
    </>
  )
}

function kindName(kind: string): Both {
  const kinds: Readonly<Record<string, Both>> = { ...MATERIALS, ...SUBMISSION_KINDS, ...OTHERS }
  return kinds[kind] ?? { zh: kind, en: kind }
}

const OTHERS: Readonly<Record<string, Both>> = {
  attachment: { zh: '附件', en: 'attachment' },
  exchange: { zh: '部门来文', en: 'batch from a department' },
  transferForm: { zh: '关系转移来文', en: 'message of a transfer' },
  scannedPage: { zh: '扫描影像', en: 'scanned page' },
}
