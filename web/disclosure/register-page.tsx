import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { DISCLOSED } from '../../src/disclosure/contract.js'
import {
  type EntryDetail,
  type EntryView,
  QUERY_KINDS,
  REGISTER_PATH,
  type RegisterCheck,
  type RegisterList,
} from '../../src/disclosure/register-contract.js'
import { countText, instantText } from '../shell/amounts.js'
import { askFile } from '../shell/api.js'
import { bracketed, inList } from '../shell/both.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { PurposeDialog } from '../shell/purpose-dialog.js'
import { useAsk } from '../shell/queries.js'
import { saveFile } from '../shell/save-file.js'
import { Sheet } from '../shell/sheet.js'
import { Answer, Empty } from '../shell/states.js'
import './disclosure.css'
import { DISCLOSURE } from './words.js'

type Query = Readonly<Record<string, string>>

/** 查询登记簿：searched, opened, printed, exported, and held against the book of looks. */
export function RegisterPage() {
  const { say } = useLanguage()
  const [draft, setDraft] = useState<Query>({})
  const [query, setQuery] = useState<Query>({})
  const [opened, setOpened] = useState<string>()
  const entries = useAsk<RegisterList>(REGISTER_PATH, query)
  const [exporting, setExporting] = useState(false)
  const save = async (purpose: string) => {
    setExporting(false)
    const { blob, name } = await askFile(`${REGISTER_PATH}/export`, { query: { ...query, purpose } })
    saveFile(blob, name || 'query-register.csv')
  }
  return (
    <Page
      title={say(DISCLOSURE.register)}
      lead={say(DISCLOSURE.registerLead)}
      actions={
        <>
          <Button onClick={printPage}>{say(DISCLOSURE.print)}</Button>{' '}
          <Button onClick={() => setExporting(true)}>{say(DISCLOSURE.export)}</Button>
        </>
      }
    >
      {exporting && (
        <PurposeDialog
          title={DISCLOSURE.export}
          onPurpose={(purpose) => void save(purpose)}
          onClose={() => setExporting(false)}
        />
      )}
      <Search draft={draft} onDraft={setDraft} onSearch={() => setQuery(filled(draft))} />
      <Answer of={entries} rows={8}>
        {({ items, more }) =>
          items.length === 0 ? (
            <Empty title={say(DISCLOSURE.noEntries)} />
          ) : (
            <div className="page-body">
              <Entries items={items} onOpen={setOpened} />
              {more && <p>{say(DISCLOSURE.more)}</p>}
            </div>
          )
        }
      </Answer>
      {query['from'] && query['through'] && <Check from={query['from']} through={query['through']} />}
      <Sheet open={opened !== undefined} title={say(DISCLOSURE.register)} onClose={() => setOpened(undefined)}>
        {opened && <Entry id={opened} />}
      </Sheet>
    </Page>
  )
}

function filled(query: Query): Query {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value.trim() !== ''))
}

function Search({
  draft,
  onDraft,
  onSearch,
}: {
  readonly draft: Query
  readonly onDraft: (query: Query) => void
  readonly onSearch: () => void
}) {
  const { say } = useLanguage()
  const field = (name: string, label: keyof typeof DISCLOSURE, type = 'text') => (
    <label>
      {say(DISCLOSURE[label])}
      <Input
        type={type}
        value={draft[name] ?? ''}
        onChange={({ target }) => onDraft({ ...draft, [name]: target.value })}
      />
    </label>
  )
  return (
    <form
      className="register-search"
      onSubmit={(event) => {
        event.preventDefault()
        onSearch()
      }}
    >
      {field('words', 'words')}
      {field('identityNumber', 'person')}
      <div className="inquiry-field">
        {say(DISCLOSURE.kind)}
        <Select
          aria-label={say(DISCLOSURE.kind)}
          value={draft['kind'] ?? ''}
          style={{ minWidth: 200 }}
          options={[
            { value: '', label: say(DISCLOSURE.any) },
            ...(Object.keys(QUERY_KINDS) as (keyof typeof QUERY_KINDS)[]).map((key) => ({
              value: key,
              label: say(QUERY_KINDS[key]),
            })),
          ]}
          onChange={(kind) => onDraft({ ...draft, kind })}
        />
      </div>
      {field('from', 'startOn', 'date')}
      {field('through', 'endOn', 'date')}
      <Button type="primary" htmlType="submit">
        {say(DISCLOSURE.search)}
      </Button>
    </form>
  )
}

function Entries({ items, onOpen }: { readonly items: readonly EntryView[]; readonly onOpen: (id: string) => void }) {
  const { say, language } = useLanguage()
  const columns: Column<EntryView>[] = [
    {
      name: 'number',
      title: DISCLOSURE.number,
      cell: ({ id, number }) => (
        <Button type="link" size="small" className="number" onClick={() => onOpen(id)}>
          {number}
        </Button>
      ),
    },
    { name: 'at', title: DISCLOSURE.at, cell: ({ at }) => <span className="number">{instantText(at, language)}</span> },
    {
      name: 'unit',
      title: DISCLOSURE.unit,
      cell: ({ unit, kind, officers }) => (
        <>
          {unit}
          <br />
          <small>
            {say(QUERY_KINDS[kind])} · {officers}
          </small>
        </>
      ),
    },
    {
      name: 'purpose',
      title: DISCLOSURE.purpose,
      cell: ({ purpose, basis }) => `${purpose}${bracketed(basis, language)}`,
    },
    { name: 'persons', title: DISCLOSURE.persons, amount: true, cell: ({ persons }) => countText(persons) },
    { name: 'items', title: DISCLOSURE.items, cell: (one) => <Items one={one} /> },
    {
      name: 'handler',
      title: DISCLOSURE.handler,
      cell: ({ handler, approver }) => inList([handler, approver], language),
    },
    {
      name: 'hash',
      title: DISCLOSURE.digest,
      cell: ({ resultHash }) => <span className="number">{resultHash.slice(0, 12)}…</span>,
    },
  ]
  return <DataTable caption={say(DISCLOSURE.register)} columns={columns} rows={items} keyOf={({ id }) => id} />
}

function Items({ one: { items, months } }: { readonly one: EntryView }) {
  const { say, language } = useLanguage()
  const named = items.map((item) => (item in DISCLOSED ? say(DISCLOSED[item as keyof typeof DISCLOSED]) : item))
  return (
    <>
      {inList(named, language)} <span className="number">{months.replace('/', '—')}</span>
    </>
  )
}

function Entry({ id }: { readonly id: string }) {
  const { say, language } = useLanguage()
  const entry = useAsk<EntryDetail>(`${REGISTER_PATH}/${id}`)
  return (
    <Answer of={entry} rows={6}>
      {(one) => (
        <>
          <p className="number">{one.number}</p>
          <p>
            {one.unit} · {one.purpose}
            {bracketed(one.basis, language)}
          </p>
          <p>
            <span className="number">{instantText(one.at, language)}</span> {one.agencyName}{' '}
            {inList([one.handler, one.approver], language)}
          </p>
          <p>
            {say(DISCLOSURE.digest)} <span className="number">{one.resultHash}</span>
          </p>
          <h3>{say(DISCLOSURE.subjects)}</h3>
          <ul>
            {one.subjects.map(({ fullName, identityNumber }) => (
              <li key={identityNumber}>
                {fullName} <span className="number">{identityNumber}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Answer>
  )
}

function Check({ from, through }: { readonly from: string; readonly through: string }) {
  const { say, language } = useLanguage()
  const check = useAsk<RegisterCheck>(`${REGISTER_PATH}/check`, { from, through })
  return (
    <section className="register-check" aria-label={say(DISCLOSURE.check)}>
      <h2>{say(DISCLOSURE.check)}</h2>
      <Answer of={check} rows={1}>
        {({ even, days }) =>
          even ? (
            <p className="tag tag-good">{say(DISCLOSURE.even)}</p>
          ) : (
            <ul>
              {days
                .filter(({ unentered, untold }) => unentered.length + untold.length > 0)
                .map(({ day, disclosures, entries, unentered, untold }) => (
                  <li key={day}>
                    {say(DISCLOSURE.uneven, { day, disclosures, entries })}{' '}
                    {inList([...unentered, ...untold], language)}
                  </li>
                ))}
            </ul>
          )
        }
      </Answer>
    </section>
  )
}
