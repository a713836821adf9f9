import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import type { CardActivation } from '../../src/access/activation-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { ACTIVATION } from './activation-words.js'
import { SIGN_IN } from './words.js'

interface Fields extends CardActivation {
  readonly again: string
}

/** 以卡激活：the reader's program puts the ticket of its reading here; the password is chosen beside it. */
export function CardForm({ onDone }: { readonly onDone: () => void }) {
  const { say } = useLanguage()
  const [form] = Form.useForm<Fields>()
  const activating = useMutation<unknown, Problem, Fields>({
    mutationFn: ({ ticket, password }) =>
      ask('/api/activation/card', { method: 'POST', body: { ticket: ticket.trim(), password } }),
    onSuccess: onDone,
  })
  const required = (field: string) => ({ required: true, message: say(SIGN_IN.required, { field }) })
  const same = {
    validator: (_: unknown, again: string) =>
      again === form.getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error(say(ACTIVATION.differ))),
  }
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      name="card"
      onFinish={(body) => activating.mutate(body)}
    >
      <p>{say(ACTIVATION.cardSays)}</p>
      <FormProblem error={activating.error} />
      <Form.Item
        name="ticket"
        label={say(ACTIVATION.ticket)}
        rules={[required(say(ACTIVATION.ticket))]}
        validateTrigger="onSubmit"
      >
        <Input size="large" autoComplete="off" spellCheck={false} maxLength={200} />
      </Form.Item>
      <Form.Item
        name="password"
        label={say(ACTIVATION.newPassword)}
        rules={[required(say(ACTIVATION.newPassword))]}
        validateTrigger="onSubmit"
      >
        <Input.Password size="large" autoComplete="new-password" maxLength={128} />
      </Form.Item>
      <Form.Item name="again" label={say(ACTIVATION.again)} rules={[same]} validateTrigger="onSubmit">
        <Input.Password size="large" autoComplete="new-password" maxLength={128} />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={activating.isPending}>
        {say(ACTIVATION.set)}
      </Button>
    </Form>
  )
}
