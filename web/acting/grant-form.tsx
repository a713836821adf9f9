import { Button, Checkbox, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { MANDATE_SCOPE, type MandateScope } from '../../src/collection/mandate-contract.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useSend } from './mandates.js'
import { NarrowingFields, type NarrowingTyped, narrowingOf } from './narrowing-fields.js'
import { ACTING_PATHS } from './paths.js'
import { ACTING } from './words.js'

const SCOPE = Object.keys(MANDATE_SCOPE) as MandateScope[]
const EMPTY = { identityNumber: '', fullName: '', through: '', password: '' }
const WHOLE: NarrowingTyped = { insurances: [], fromMonth: '', throughMonth: '' }

/** 授权给他人：what they may see and do, until when, confirmed with one's own password. */
export function GrantForm({ again }: { readonly again: () => void }) {
  const { say } = useLanguage()
  const [typed, setTyped] = useState(EMPTY)
  const [scope, setScope] = useState<MandateScope[]>(['registration', 'contribution', 'record.read'])
  const [narrowing, setNarrowing] = useState(WHOLE)
  const grant = useSend(ACTING_PATHS.mandates, () => {
    setTyped(EMPTY)
    setNarrowing(WHOLE)
    again()
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    const { through, ...rest } = typed
    grant.mutate({ ...rest, scope, ...narrowingOf(narrowing), ...(through === '' ? {} : { through }) })
  }
  const field = (name: keyof typeof EMPTY, type = 'text') => (
    <label>
      {say(ACTING[name === 'identityNumber' ? 'number' : name === 'fullName' ? 'name' : name])}
      <Input
        type={type}
        value={typed[name]}
        required={name !== 'through'}
        autoComplete={type === 'password' ? 'current-password' : 'off'}
        onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
      />
    </label>
  )
  return (
    <Section title={say(ACTING.grant)}>
      <p>{say(ACTING.grantSays)}</p>
      <form className="acting-form" onSubmit={send} aria-label={say(ACTING.grant)}>
        {field('fullName')}
        {field('identityNumber')}
        <fieldset className="acting-scope">
          <legend>{say(ACTING.scope)}</legend>
          {SCOPE.map((word) => (
            <Checkbox
              key={word}
              checked={scope.includes(word)}
              onChange={({ target }) =>
                setScope(target.checked ? [...scope, word] : scope.filter((one) => one !== word))
              }
            >
              {say(MANDATE_SCOPE[word])}
            </Checkbox>
          ))}
        </fieldset>
        <NarrowingFields typed={narrowing} onChange={setNarrowing} />
        {field('through', 'date')}
        {field('password', 'password')}
        <FormProblem error={grant.error} />
        <Button type="primary" htmlType="submit" loading={grant.isPending}>
          {say(ACTING.save)}
        </Button>
      </form>
    </Section>
  )
}
