import { Checkbox, Form, Input } from 'antd'
import type { PledgeAnswer } from '../../src/access/pledge-contract.js'
import { dayText } from '../shell/amounts.js'
import { useLanguage } from '../shell/language.js'
import './pledge.css'
import { PLEDGE } from './pledge-words.js'
import { SIGN_IN } from './words.js'

export interface PledgeValues {
  readonly agreed?: boolean
  readonly signedName?: string
}

/** 承诺书与签署：the text in force, a tick and the own name. Fields of the form it stands in. */
export function PledgeFields({ text }: { readonly text: PledgeAnswer }) {
  const { say, language } = useLanguage()
  const { version, since, basis, title } = text
  const agreed = {
    validator: (_: unknown, isAgreed?: boolean) =>
      isAgreed === true ? Promise.resolve() : Promise.reject(new Error(say(PLEDGE.mustAgree))),
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by the keyboard */}
      <section className="pledge-text" aria-label={say(title)} tabIndex={0}>
        <h2>{say(title)}</h2>
        <p className="quiet">{say(PLEDGE.version, { version, since: dayText(since, language), basis })}</p>
        <ol>
          {text[language].map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ol>
      </section>
      <Form.Item name="agreed" valuePropName="checked" rules={[agreed]} validateTrigger="onSubmit">
        <Checkbox>{say(PLEDGE.agree)}</Checkbox>
      </Form.Item>
      <Form.Item
        name="signedName"
        label={say(PLEDGE.name)}
        extra={say(PLEDGE.nameHint)}
        rules={[{ required: true, whitespace: true, message: say(SIGN_IN.required, { field: say(PLEDGE.name) }) }]}
        validateTrigger="onSubmit"
      >
        <Input size="large" autoComplete="off" spellCheck={false} maxLength={100} />
      </Form.Item>
    </>
  )
}
