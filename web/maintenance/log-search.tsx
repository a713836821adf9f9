import { Button, Checkbox, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { SUBMISSION_KINDS } from '../../src/collection/contract.js'
import type { LogQuery } from '../../src/collection/log-contract.js'
import { type Both, useLanguage } from '../shell/language.js'
import { LOG, MAINTAIN } from './words.js'

const TEXTS = ['purpose', 'from', 'through', 'identityNumber', 'fullName', 'staff', 'fact'] as const
type Texts = Record<(typeof TEXTS)[number], string>

const LABELS: Readonly<Record<keyof Texts, Both>> = {
  purpose: LOG.purpose,
  from: LOG.from,
  through: LOG.through,
  identityNumber: MAINTAIN.number,
  fullName: MAINTAIN.name,
  staff: LOG.staff,
  fact: LOG.fact,
}

/** 日志的条件。All that are given hold together; a purpose and the days are always needed. */
export function LogSearch({ busy, onFind }: { readonly busy: boolean; readonly onFind: (query: LogQuery) => void }) {
  const { say } = useLanguage()
  const [texts, setTexts] = useState<Texts>(() => ({ ...empty(), ...lastMonth() }))
  const [kind, setKind] = useState('')
  const [changesOnly, setChanges] = useState(true)
  const query = queryOf(texts, kind, changesOnly)
  const find = (event: FormEvent) => {
    event.preventDefault()
    if (query !== undefined) onFind(query)
  }
  return (
    <form className="card maintain-fields no-print" onSubmit={find}>
      {TEXTS.map((name) => (
        <label key={name}>
          <span>{say(LABELS[name])}</span>
          <Input
            autoComplete="off"
            type={name === 'from' || name === 'through' ? 'date' : 'text'}
            maxLength={200}
            value={texts[name]}
            onChange={({ target }) => setTexts({ ...texts, [name]: target.value })}
          />
        </label>
      ))}
      <label>
        <span>{say(LOG.kind)}</span>
        <Select
          aria-label={say(LOG.kind)}
          value={kind}
          options={[
            { value: '', label: say(LOG.anyKind) },
            ...Object.entries(SUBMISSION_KINDS).map(([value, both]) => ({ value, label: say(both) })),
          ]}
          onChange={setKind}
        />
      </label>
      <div className="maintain-wide maintain-go">
        <Checkbox checked={changesOnly} onChange={({ target }) => setChanges(target.checked)}>
          {say(LOG.changesOnly)}
        </Checkbox>
        <Button type="primary" htmlType="submit" disabled={query === undefined} loading={busy}>
          {say(LOG.find)}
        </Button>
      </div>
    </form>
  )
}

function queryOf(texts: Texts, kind: string, changesOnly: boolean): LogQuery | undefined {
  const told = Object.fromEntries(TEXTS.map((name) => [name, texts[name].trim()])) as Texts
  const { purpose, from, through, identityNumber, fullName, staff, fact } = told
  const [, posting, ordinal] = /^(\d{1,18})\/(\d{1,9})$/.exec(fact) ?? []
  const isHalf = (identityNumber === '') !== (fullName === '') || (fact !== '' && posting === undefined)
  if (purpose.length < 2 || from === '' || through === '' || isHalf || !/^\d{0,18}$/.test(staff)) return undefined
  return {
    ...{ purpose, from, through },
    ...(identityNumber === '' ? {} : { person: { identityNumber, fullName } }),
    ...(staff === '' ? {} : { staff }),
    ...(posting === undefined ? {} : { fact: { posting, ordinal: Number(ordinal) } }),
    ...(kind === '' ? {} : { kind }),
    ...(changesOnly ? { changesOnly } : {}),
  }
}

function empty(): Texts {
  return Object.fromEntries(TEXTS.map((name) => [name, ''])) as Texts
}

function lastMonth(): Pick<Texts, 'from' | 'through'> {
  const day = (at: number) => new Date(at + 8 * 3600_000).toISOString().slice(0, 10)
  return { from: day(Date.now() - 30 * 86_400_000), through: day(Date.now()) }
}
