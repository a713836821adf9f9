import { Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { ParameterBook, ParameterView } from '../../src/collection/parameter-contract.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import './parameters.css'
import { PARAMETER_PATHS } from './paths.js'
import { MonthOf, parameterName, StatusTag, VersionValue } from './version-text.js'
import { PARAMETER, SORTS } from './words.js'

/** 参数：an area's parameters, found by name or id; each leads to its versions. */
export function ParametersPage() {
  const { say } = useLanguage()
  const [asked, setAsked] = useSearchParams()
  const area = asked.get('area') ?? undefined
  const book = useAsk<ParameterBook>(PARAMETER_PATHS.book, { area })
  return (
    <Page title={say(PARAMETER.title)} lead={say(PARAMETER.lead)}>
      <Answer of={book} rows={8}>
        {(found) => <Book book={found} onArea={(code) => setAsked({ area: code })} />}
      </Answer>
    </Page>
  )
}

function Book({ book, onArea }: { readonly book: ParameterBook; readonly onArea: (area: string) => void }) {
  const { say, language } = useLanguage()
  const [text, setText] = useState('')
  const [sort, setSort] = useState('')
  const { areas, area, parameters } = book
  const found = useMemo(() => parameters.filter((one) => fits(one, text, sort)), [parameters, text, sort])
  return (
    <>
      <search className="parameter-search no-print">
        <Select
          aria-label={say(PARAMETER.area)}
          value={area}
          options={areas.map(({ code, zh, en }) => ({ value: code, label: language === 'zh' ? zh : en }))}
          onChange={onArea}
        />
        <Select
          aria-label={say(PARAMETER.sort)}
          value={sort}
          options={[
            { value: '', label: say(PARAMETER.allSorts) },
            ...Object.entries(SORTS).map(([value, both]) => ({ value, label: say(both) })),
          ]}
          onChange={setSort}
        />
        <Input
          aria-label={say(PARAMETER.search)}
          placeholder={say(PARAMETER.search)}
          allowClear
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </search>
      {found.length === 0 ? <Empty title={say(PARAMETER.nothingFound)} /> : <List area={area} parameters={found} />}
    </>
  )
}

function fits({ id, what, term, sort }: ParameterView, text: string, wanted: string): boolean {
  const said = text.trim().toLowerCase()
  return (wanted === '' || sort === wanted) && [id, what, term.en].some((name) => name.toLowerCase().includes(said))
}

function List({ area, parameters }: { readonly area: string; readonly parameters: readonly ParameterView[] }) {
  const { say, language } = useLanguage()
  const columns: Column<ParameterView>[] = [
    {
      name: 'name',
      title: PARAMETER.name,
      cell: (one) => (
        <>
          <Link to={`/parameters/${area}/${one.id}`}>{parameterName(one, language)}</Link>{' '}
          <small className="parameter-id">{one.id}</small>
        </>
      ),
    },
    { name: 'sort', title: PARAMETER.sort, cell: ({ sort }) => say(SORTS[sort] ?? PARAMETER.sort) },
    {
      name: 'value',
      title: PARAMETER.current,
      cell: ({ versions }) => versions.at(-1) && <VersionValue version={versions.at(-1)!} />,
    },
    { name: 'since', title: PARAMETER.since, cell: ({ versions }) => <MonthOf month={versions.at(-1)?.since} /> },
    { name: 'until', title: PARAMETER.until, cell: ({ versions }) => <MonthOf month={versions.at(-1)?.until} /> },
    {
      name: 'status',
      title: PARAMETER.status,
      cell: ({ versions }) => versions.at(-1) && <StatusTag status={versions.at(-1)!.status} />,
    },
    {
      name: 'pending',
      title: PARAMETER.pending,
      cell: ({ pending }) =>
        pending.map(({ submission, since }) => (
          <Link key={`${submission}/${since}`} to={`/parameter-changes/${submission}`}>
            <MonthOf month={since} />
          </Link>
        )),
    },
  ]
  return (
    <div className="page-body">
      <DataTable caption={say(PARAMETER.title)} columns={columns} rows={parameters} keyOf={({ id }) => id} />
    </div>
  )
}
