import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { SearchBody } from '../../src/query/contract.js'
import { type Both, useLanguage } from '../shell/language.js'
import { PERSON } from './person-words.js'

interface Props {
  readonly busy: boolean
  readonly onSearch: (body: SearchBody) => void
}

const KEYS = ['name', 'identityNumber', 'birthDate', 'employerCode'] as const
type Key = (typeof KEYS)[number]
type Fields = Partial<Record<Key | 'purpose', string>>

const LABELS: Readonly<Record<Key, Both>> = {
  name: PERSON.name,
  identityNumber: PERSON.number,
  birthDate: PERSON.birthDate,
  employerCode: PERSON.employerCode,
}

/** 查人的条件。 */
export function SearchForm({ busy, onSearch }: Props) {
  const { say } = useLanguage()
  const [problem, setProblem] = useState<Both>()
  const finish = (fields: Fields) => {
    const found = problemOf(fields)
    setProblem(found)
    if (found === undefined) onSearch(bodyOf(fields))
  }
  return (
    <Form<Fields> layout="vertical" className="card search-form" onFinish={finish} name="person-search">
      {KEYS.map((key) => (
        <Form.Item key={key} name={key} label={say(LABELS[key])}>
          <Input
            autoComplete="off"
            spellCheck={false}
            maxLength={key === 'name' ? 100 : 40}
            {...(key === 'birthDate' ? { placeholder: say(PERSON.birthHint) } : {})}
          />
        </Form.Item>
      ))}
      <Form.Item name="purpose" label={say(PERSON.purpose)} className="search-purpose">
        <Input autoComplete="off" maxLength={200} placeholder={say(PERSON.purposeHint)} />
      </Form.Item>
      <div className="search-go">
        {problem && (
          <span className="search-problem" role="alert">
            {say(problem)}
          </span>
        )}
        <Button type="primary" htmlType="submit" loading={busy}>
          {say(PERSON.find)}
        </Button>
      </div>
    </Form>
  )
}

function problemOf(fields: Fields): Both | undefined {
  const given = KEYS.filter((key) => textOf(fields[key]) !== '')
  if (given.length < 2) return PERSON.twoKeys
  if (given.includes('birthDate') && !/^\d{4}-\d{2}-\d{2}$/.test(textOf(fields.birthDate))) return PERSON.badDay
  return textOf(fields.purpose).length < 2 ? PERSON.needPurpose : undefined
}

function bodyOf(fields: Fields): SearchBody {
  const keys = KEYS.flatMap((key) => (textOf(fields[key]) === '' ? [] : [[key, textOf(fields[key])]]))
  return { ...Object.fromEntries(keys), purpose: textOf(fields.purpose) }
}

function textOf(text: string | undefined): string {
  return (text ?? '').trim()
}
