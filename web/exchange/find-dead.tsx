import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { QUERY_PATHS, type SearchAnswer, type SearchBody } from '../../src/query/contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Empty } from '../shell/states.js'
import { EXCHANGE } from './words.js'

/** 找死者：by name and number as the relatives' papers give them; the search is a look like any other. */
export function FindDead({ onPerson }: { readonly onPerson: (personId: string) => void }) {
  const { say } = useLanguage()
  const [typed, setTyped] = useState({ name: '', identityNumber: '' })
  const searching = useMutation<SearchAnswer, Problem, SearchBody>({
    mutationFn: (body) => ask(QUERY_PATHS.search, { method: 'POST', body }),
    onSuccess: ({ hits }) => hits.length === 1 && onPerson(hits[0]!.personId),
  })
  const [name, identityNumber] = [typed.name.trim(), typed.identityNumber.trim()]
  const find = (event: FormEvent) => {
    event.preventDefault()
    searching.mutate({ name, identityNumber, purpose: say(EXCHANGE.estatePurpose) })
  }
  const field = (key: keyof typeof typed, label: string) => (
    <Input
      aria-label={label}
      placeholder={label}
      autoComplete="off"
      maxLength={key === 'name' ? 100 : 40}
      value={typed[key]}
      onChange={({ target }) => setTyped({ ...typed, [key]: target.value })}
    />
  )
  const hits = searching.data?.hits ?? []
  return (
    <>
      <form className="toolbar no-print" onSubmit={find}>
        {field('name', say(EXCHANGE.estateName))}
        {field('identityNumber', say(EXCHANGE.estateNumber))}
        <Button htmlType="submit" loading={searching.isPending} disabled={name === '' || identityNumber === ''}>
          {say(EXCHANGE.estateFind)}
        </Button>
      </form>
      <FormProblem error={searching.error} />
      {searching.data && hits.length === 0 && <Empty title={say(EXCHANGE.estateNobody)} />}
      {hits.length > 1 && (
        <ul>
          {hits.map(({ personId, fullName, identityNumber: masked }) => (
            <li key={personId}>
              <Button type="link" onClick={() => onPerson(personId)}>
                {fullName} {masked}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
