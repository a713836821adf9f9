import { Button, Form, Input } from 'antd'
import type { PledgeAnswer } from '../../src/access/pledge-contract.js'
import type { ActivationBody } from '../../src/access/session-contract.js'
import type { Realm } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { ACTIVATION } from './activation-words.js'
import { type PasswordRule, passwordRules } from './password-rules.js'
import { PledgeFields, type PledgeValues } from './pledge-fields.js'
import { SIGN_IN } from './words.js'

interface Fields extends PledgeValues {
  readonly login: string
  readonly code: string
  readonly password: string
  readonly again: string
}

interface Props {
  readonly realm: Realm
  /** 现行的保密承诺书，which staff sign as they activate. */
  readonly pledge?: PledgeAnswer | undefined
  readonly busy: boolean
  readonly onActivate: (body: ActivationBody) => void
}

/** 激活表单。The rules of a password are told while it is being typed. */
export function ActivationForm({ realm, pledge, busy, onActivate }: Props) {
  const { say } = useLanguage()
  const [form] = Form.useForm<Fields>()
  const login = Form.useWatch('login', form) ?? ''
  const password = Form.useWatch('password', form) ?? ''
  const loginLabel = say(realm === 'citizen' ? SIGN_IN.identityNumber : SIGN_IN.login)
  const required = (field: string) => ({ required: true, message: say(SIGN_IN.required, { field }) })
  const rules = passwordRules(password, login, realm)
  const allMet = {
    validator: () =>
      demand(
        rules.every(({ isMet }) => isMet),
        say(ACTIVATION.notYet),
      ),
  }
  const same = { validator: (_: unknown, again: string) => demand(again === password, say(ACTIVATION.differ)) }
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      name={`activate-${realm}`}
      onFinish={({ login, code, password, signedName = '' }) =>
        onActivate({
          ...{ realm, login: login.trim(), code: code.trim(), password },
          ...(pledge === undefined ? {} : { pledge: { digest: pledge.digest, name: signedName.trim() } }),
        })
      }
    >
      <Form.Item name="login" label={loginLabel} rules={[required(loginLabel)]} validateTrigger="onSubmit">
        <Input size="large" autoComplete="username" autoCapitalize="characters" spellCheck={false} maxLength={64} />
      </Form.Item>
      <Form.Item
        name="code"
        label={say(ACTIVATION.code)}
        rules={[required(say(ACTIVATION.code))]}
        validateTrigger="onSubmit"
      >
        <Input size="large" autoComplete="one-time-code" spellCheck={false} maxLength={32} className="one-time" />
      </Form.Item>
      <Form.Item
        name="password"
        label={say(ACTIVATION.newPassword)}
        rules={[allMet]}
        validateTrigger="onSubmit"
        extra={<Rules rules={rules} />}
      >
        <Input.Password size="large" autoComplete="new-password" maxLength={128} />
      </Form.Item>
      <Form.Item name="again" label={say(ACTIVATION.again)} rules={[same]} validateTrigger="onSubmit">
        <Input.Password size="large" autoComplete="new-password" maxLength={128} />
      </Form.Item>
      {pledge !== undefined && <PledgeFields text={pledge} />}
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {say(ACTIVATION.set)}
      </Button>
    </Form>
  )
}

function Rules({ rules }: { readonly rules: readonly PasswordRule[] }) {
  const { say } = useLanguage()
  return (
    <ul className="rules">
      {rules.map(({ says, facts, isMet }) => (
        <li key={says.en} className={isMet ? 'rule-met' : undefined}>
          {say(says, facts)}
          <span className="visually-hidden">{say(isMet ? ACTIVATION.met : ACTIVATION.unmet)}</span>
        </li>
      ))}
    </ul>
  )
}

function demand(isSo: boolean, says: string): Promise<void> {
  return isSo ? Promise.resolve() : Promise.reject(new Error(says))
}
