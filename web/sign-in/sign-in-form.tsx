import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useNavigate } from 'react-router'
import type { Problem, Realm } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { useSession } from '../shell/session.js'
import { useSentence } from '../shell/states.js'
import { SIGN_IN } from './words.js'

interface Fields {
  readonly login: string
  readonly password: string
  readonly oneTimePassword?: string
}

interface Props {
  readonly realm: Realm
  /** Where to go afterwards. */
  readonly to: string
}

/** 登录表单。Citizens need number and password; operators and staff a one-time password too. */
export function SignInForm({ realm, to }: Props) {
  const { say } = useLanguage()
  const { signIn } = useSession()
  const sentence = useSentence()
  const navigate = useNavigate()
  const entering = useMutation<unknown, Problem, Fields>({
    mutationFn: ({ login, password, oneTimePassword }) =>
      signIn({
        realm,
        login: login.trim(),
        password,
        ...(oneTimePassword === undefined || oneTimePassword.trim() === ''
          ? {}
          : { oneTimePassword: oneTimePassword.replace(/\s/g, '') }),
      }),
    onSuccess: () => navigate(to, { replace: true }),
  })
  const loginLabel = say(realm === 'citizen' ? SIGN_IN.identityNumber : SIGN_IN.login)
  const required = (field: string) => ({ required: true, message: say(SIGN_IN.required, { field }) })
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      onFinish={(fields) => entering.mutate(fields)}
      name={`sign-in-${realm}`}
    >
      {entering.error && (
        <p className="form-problem" role="alert">
          {sentence(entering.error)}
        </p>
      )}
      <Form.Item name="login" label={loginLabel} rules={[required(loginLabel)]} validateTrigger="onSubmit">
        <Input autoComplete="username" autoCapitalize="characters" spellCheck={false} maxLength={64} size="large" />
      </Form.Item>
      <Form.Item
        name="password"
        label={say(SIGN_IN.password)}
        rules={[required(say(SIGN_IN.password))]}
        validateTrigger="onSubmit"
      >
        <Input.Password autoComplete="current-password" maxLength={128} size="large" />
      </Form.Item>
      <OneTimeField isOptional={realm === 'citizen'} />
      <Button type="primary" htmlType="submit" size="large" block loading={entering.isPending}>
        {say(SIGN_IN.signIn)}
      </Button>
    </Form>
  )
}

/** Always there: that a person has set it up is nobody's to learn at the door. */
function OneTimeField({ isOptional }: { readonly isOptional: boolean }) {
  const { say } = useLanguage()
  return (
    <Form.Item
      name="oneTimePassword"
      label={say(isOptional ? SIGN_IN.oneTimeIfAny : SIGN_IN.oneTimePassword)}
      extra={isOptional ? undefined : say(SIGN_IN.oneTimeHint)}
      rules={[{ required: !isOptional, pattern: /^\s*(\d\s*){6}$/, message: say(SIGN_IN.sixDigits) }]}
      validateTrigger="onSubmit"
    >
      <Input inputMode="numeric" autoComplete="one-time-code" maxLength={9} size="large" className="one-time" />
    </Form.Item>
  )
}
