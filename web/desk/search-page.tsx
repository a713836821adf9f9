import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { QUERY_PATHS, type SearchAnswer, type SearchBody } from '../../src/query/contract.js'
import { ask, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { Empty } from '../shell/states.js'
import { PERSON, SEXES } from './person-words.js'
import { SearchForm } from './search-form.js'

type Hit = SearchAnswer['hits'][number]

/** 查人：two keys and a purpose, at most twenty masked hits. */
export function SearchPage() {
  const { say } = useLanguage()
  const [purpose, setPurpose] = useState('')
  const searching = useMutation<SearchAnswer, Problem, SearchBody>({
    mutationFn: (body) => ask(QUERY_PATHS.search, { method: 'POST', body }),
  })
  return (
    <Page title={say(PERSON.search)} lead={say(PERSON.searchLead)}>
      <SearchForm
        busy={searching.isPending}
        onSearch={(body) => {
          setPurpose(body.purpose)
          searching.mutate(body)
        }}
      />
      <FormProblem error={searching.error} />
      {searching.data && <Hits answer={searching.data} purpose={purpose} />}
    </Page>
  )
}

function Hits({ answer, purpose }: { readonly answer: SearchAnswer; readonly purpose: string }) {
  const { say } = useLanguage()
  if (answer.hits.length === 0) return <Empty title={say(PERSON.noHits)}>{say(PERSON.noHitsHint)}</Empty>
  const columns: Column<Hit>[] = [
    {
      name: 'name',
      title: PERSON.name,
      // The purpose travels with the step, not in the address: an address is kept in places a purpose should not be.
      cell: ({ personId, fullName }) => (
        <Link to={`/persons/${personId}`} state={{ purpose }}>
          {fullName}
        </Link>
      ),
    },
    {
      name: 'number',
      title: PERSON.maskedNumber,
      cell: ({ identityNumber }) => <span className="number">{identityNumber}</span>,
    },
    { name: 'birth', title: PERSON.birthYear, cell: ({ birthYear }) => <span className="number">{birthYear}</span> },
    { name: 'sex', title: PERSON.sex, cell: ({ sex }) => say(SEXES[sex] ?? { zh: sex, en: sex }) },
  ]
  return (
    <section aria-live="polite">
      <p className="desk-note hits-note">
        {say(PERSON.hits, { n: answer.hits.length })}
        {answer.more && <strong> {say(PERSON.more)}</strong>}
      </p>
      <DataTable caption={say(PERSON.search)} columns={columns} rows={answer.hits} keyOf={({ personId }) => personId} />
    </section>
  )
}
