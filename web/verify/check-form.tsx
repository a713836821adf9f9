import { Button, Form, Input } from 'antd'
import { type CheckRequest, isCheckCode } from '../../src/certificates/contract.js'
import { useLanguage } from '../shell/language.js'
import { SIGN_IN } from '../sign-in/words.js'
import { VERIFY } from './words.js'

interface Props {
  /** The token of a scanned QR, which stands for serial and code. */
  readonly qr: string | undefined
  readonly onByCode: () => void
  readonly busy: boolean
  readonly onCheck: (asked: CheckRequest) => void
}

interface Fields {
  readonly serial?: string
  readonly code?: string
  readonly lastFour: string
}

/** 核验表单。A slip in the code is told before anything is sent. */
export function CheckForm({ qr, onByCode, busy, onCheck }: Props) {
  const { say } = useLanguage()
  const send = ({ serial, code, lastFour }: Fields) => {
    const second = lastFour.trim().toUpperCase()
    if (qr !== undefined) return onCheck({ qr, lastFour: second })
    const given = serial?.trim() ? { serial: serial.trim() } : {}
    onCheck({ ...given, code: code?.trim() ?? '', lastFour: second })
  }
  return (
    <div className="card verify-card">
      <Form<Fields> layout="vertical" requiredMark={false} onFinish={send} name="check">
        {qr === undefined ? (
          <CodeFields />
        ) : (
          <div className="verify-scanned">
            <p>{say(VERIFY.scanned)}</p>
            <Button type="link" size="small" onClick={onByCode}>
              {say(VERIFY.byCode)}
            </Button>
          </div>
        )}
        <Form.Item
          name="lastFour"
          label={say(VERIFY.lastFour)}
          extra={say(VERIFY.lastFourHint)}
          rules={[{ required: true, pattern: /^\s*[0-9A-Za-z]{4}\s*$/, message: say(VERIFY.lastFourWrong) }]}
          validateTrigger="onSubmit"
        >
          <Input size="large" maxLength={8} autoComplete="off" spellCheck={false} className="verify-code" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          {say(VERIFY.check)}
        </Button>
      </Form>
    </div>
  )
}

function CodeFields() {
  const { say } = useLanguage()
  const code = {
    validator: (_: unknown, text = '') =>
      isCheckCode(text) ? Promise.resolve() : Promise.reject(new Error(codeSays(text))),
  }
  const codeSays = (text: string) =>
    text.trim() === '' ? say(SIGN_IN.required, { field: say(VERIFY.code) }) : say(VERIFY.codeWrong)
  return (
    <>
      <Form.Item
        name="code"
        label={say(VERIFY.code)}
        extra={say(VERIFY.codeHint)}
        rules={[code]}
        validateTrigger="onBlur"
      >
        <Input
          size="large"
          maxLength={40}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          placeholder="XXXX-XXXX-XXXX"
          className="verify-code"
        />
      </Form.Item>
      <Form.Item name="serial" label={say(VERIFY.serial)} extra={say(VERIFY.serialHint)}>
        <Input size="large" maxLength={40} autoComplete="off" spellCheck={false} />
      </Form.Item>
    </>
  )
}
