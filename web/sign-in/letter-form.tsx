import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import type { LetterRequest } from '../../src/access/activation-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { ACTIVATION } from './activation-words.js'
import { SIGN_IN } from './words.js'

/** 信函领码。What is answered is the same for everybody: whether a letter goes, the post shows. */
export function LetterForm() {
  const { say } = useLanguage()
  const asking = useMutation<unknown, Problem, LetterRequest>({
    mutationFn: ({ login, name }) =>
      ask('/api/activation/letter', { method: 'POST', body: { login: login.trim(), name: name.trim() } }),
  })
  const required = (field: string) => ({ required: true, message: say(SIGN_IN.required, { field }) })
  if (asking.isSuccess) {
    return (
      <p className="page-lead" role="status">
        {say(ACTIVATION.letterAsked)}
      </p>
    )
  }
  return (
    <Form<LetterRequest> layout="vertical" requiredMark={false} name="letter" onFinish={(body) => asking.mutate(body)}>
      <p>{say(ACTIVATION.letterSays)}</p>
      <FormProblem error={asking.error} />
      <Form.Item
        name="login"
        label={say(SIGN_IN.identityNumber)}
        rules={[required(say(SIGN_IN.identityNumber))]}
        validateTrigger="onSubmit"
      >
        <Input size="large" autoComplete="username" autoCapitalize="characters" spellCheck={false} maxLength={64} />
      </Form.Item>
      <Form.Item
        name="name"
        label={say(ACTIVATION.name)}
        rules={[required(say(ACTIVATION.name))]}
        validateTrigger="onSubmit"
      >
        <Input size="large" autoComplete="name" maxLength={100} />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={asking.isPending}>
        {say(ACTIVATION.askLetter)}
      </Button>
    </Form>
  )
}
