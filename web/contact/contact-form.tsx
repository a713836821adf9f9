import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { EmployerContactView, PersonContactView } from '../../src/collection/contact-contract.js'
import { EntryControl } from '../desk/entry-control.js'
import type { FactField } from '../desk/entry-fields.js'
import type { Typed } from '../desk/entry-values.js'
import { SECURITY } from '../security/words.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { answerPasskey, canUsePasskeys } from '../shell/passkey.js'
import { useAsk } from '../shell/queries.js'
import { withoutSent } from '../shell/sent.js'
import { Answer } from '../shell/states.js'
import { FromStandard } from '../standard/from-standard.js'
import '../standard/standard.css'
import { CONTACT, CONTACT_CHANNELS } from './words.js'

type View = PersonContactView | EmployerContactView

interface Props {
  readonly path: string
  readonly kind: 'contactChange' | 'employerContact'
  readonly at: '/api/standard' | '/api/desk/standard'
  /** 本人变更须再次确认身份；窗口受理写明事由. */
  readonly asks?: 'password' | 'shown'
  readonly purpose?: string
}

/** 联系方式：what stands, what to change, and how it came about. */
export function ContactForm({ path, kind, at, asks, purpose }: Props) {
  const answer = useAsk<View>(path, purpose === undefined ? {} : { purpose })
  return (
    <FromStandard kind={kind} at={at}>
      {(fields) => (
        <Answer of={answer} rows={4}>
          {(view) => <Fields {...{ path, fields, view, asks, purpose }} />}
        </Answer>
      )}
    </FromStandard>
  )
}

interface FieldsProps extends Pick<Props, 'path'> {
  readonly fields: readonly FactField[]
  readonly view: View
  readonly asks: Props['asks'] | undefined
  readonly purpose: string | undefined
}

function Fields({ path, fields, view, asks, purpose }: FieldsProps) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [typed, setTyped] = useState<Typed>({})
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const current = view.current as Readonly<Record<string, string | undefined>>
  const given = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined && value !== ''))
  const saving = useMutation<View | undefined, Problem, { by: 'passkey' | undefined; typed: Typed }>({
    mutationFn: async ({ by }) => {
      const passkey = by === undefined ? undefined : await answerPasskey('/api/security/step-up/options')
      if (by !== undefined && passkey === undefined) return undefined
      const own = passkey === undefined ? { password } : { passkey }
      const more = asks === 'password' ? own : asks === 'shown' ? { shownInPerson: shown } : {}
      const body = { ...given, ...more, ...(purpose === undefined ? {} : { purpose }) }
      return ask<View>(path, { method: 'POST', body })
    },
    onSuccess: (saved, sent) => {
      if (saved === undefined) return
      void queries.invalidateQueries()
      void message.success(say(CONTACT.saved))
      setTyped((now) => withoutSent(now, sent.typed, {}))
      setPassword('')
    },
  })
  const save = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate({ by: undefined, typed })
  }
  return (
    <>
      <form className="card contact-form" onSubmit={save} noValidate aria-label={say(CONTACT.title)}>
        {fields.map((field) => (
          <EntryControl
            key={field.name}
            field={{ ...field, required: true }}
            value={typed[field.name] ?? (isMasked(current[field.name]) ? undefined : current[field.name])}
            problem={undefined}
            onChange={(value) => setTyped({ ...typed, [field.name]: value })}
          />
        ))}
        {asks === 'password' && (
          <div className="entry-field">
            <label htmlFor="contact-password">{say(CONTACT.password)}</label>
            <Input.Password
              id="contact-password"
              autoComplete="current-password"
              value={password}
              onChange={({ target }) => setPassword(target.value)}
            />
          </div>
        )}
        {asks === 'shown' && (
          <Checkbox checked={shown} onChange={({ target }) => setShown(target.checked)}>
            {say(CONTACT.shown)}
          </Checkbox>
        )}
        <FormProblem error={saving.error} />
        <div>
          <Button
            type="primary"
            htmlType="submit"
            loading={saving.isPending}
            disabled={Object.keys(given).length === 0 || (asks === 'password' && password === '')}
          >
            {say(CONTACT.save)}
          </Button>
          {asks === 'password' && canUsePasskeys() && (
            <Button
              disabled={Object.keys(given).length === 0 || saving.isPending}
              onClick={() => saving.mutate({ by: 'passkey', typed })}
            >
              {say(SECURITY.provePasskey)}
            </Button>
          )}
        </div>
      </form>
      {'postFrom' in view && view.postFrom !== undefined && (
        <p className="page-lead" role="status">
          {say(CONTACT.wait)}
          {view.postFrom}
        </p>
      )}
      {view.changes.length > 0 && <History changes={view.changes} />}
    </>
  )
}

/** What is shown masked is not put into the field: it would be sent back masked. */
function isMasked(text: string | undefined): boolean {
  return text?.includes('*') ?? false
}

function History({ changes }: Pick<View, 'changes'>) {
  const { say } = useLanguage()
  return (
    <Section title={say(CONTACT.history)}>
      <ul className="contact-history">
        {changes.map(({ submission, day, channel, addressChanged, shownInPerson }) => (
          <li key={submission}>
            {day} {say(CONTACT_CHANNELS[channel] ?? { zh: channel, en: channel })}
            {addressChanged && ` · ${say(CONTACT.address)}`}
            {shownInPerson && ` · ${say(CONTACT.shown)}`}
          </li>
        ))}
      </ul>
    </Section>
  )
}
