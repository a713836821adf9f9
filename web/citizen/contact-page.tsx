import { App } from 'antd'
import { ContactForm } from '../contact/contact-form.js'
import { CONTACT } from '../contact/words.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'

/** 我的联系方式。 */
export function ContactPage() {
  const { say } = useLanguage()
  return (
    <App component={false}>
      <Page title={say(CONTACT.title)} lead={say(CONTACT.own)}>
        <ContactForm path="/api/contact" kind="contactChange" at="/api/standard" asks="password" />
      </Page>
    </App>
  )
}
