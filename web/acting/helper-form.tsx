import { Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { HELPER_KINDS } from '../../src/access/acting-contract.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { ACTING_PATHS } from './paths.js'
import { useSwitch } from './switch.js'
import { ACTING } from './words.js'

type Kind = keyof typeof HELPER_KINDS

/** 请人在旁协助。 */
export function HelperForm() {
  const { say } = useLanguage()
  const [kind, setKind] = useState<Kind>('relative')
  const [name, setName] = useState('')
  const [lastFour, setLastFour] = useState('')
  const help = useSwitch(ACTING_PATHS.helper)
  const send = (event: FormEvent) => {
    event.preventDefault()
    help.mutate({ kind, name, lastFour })
  }
  return (
    <Section title={say(ACTING.help)}>
      <p>{say(ACTING.helpSays)}</p>
      <form className="acting-form" onSubmit={send} aria-label={say(ACTING.help)}>
        <div>
          <label htmlFor="helper-kind">{say(ACTING.helperKind)}</label>
          <Select
            id="helper-kind"
            value={kind}
            onChange={setKind}
            options={(Object.keys(HELPER_KINDS) as Kind[]).map((value) => ({ value, label: say(HELPER_KINDS[value]) }))}
          />
        </div>
        <label>
          {say(ACTING.helperName)}
          <Input value={name} required maxLength={60} onChange={({ target }) => setName(target.value)} />
        </label>
        <label>
          {say(ACTING.lastFour)}
          <Input value={lastFour} required maxLength={4} onChange={({ target }) => setLastFour(target.value)} />
        </label>
        <FormProblem error={help.error} />
        <Button htmlType="submit" loading={help.isPending}>
          {say(ACTING.start)}
        </Button>
      </form>
    </Section>
  )
}
