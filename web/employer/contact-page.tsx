import { App } from 'antd'
import { ContactForm } from '../contact/contact-form.js'
import { CONTACT } from '../contact/words.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'

/** 本单位的联系方式。 */
export function ContactPage() {
  const { say } = useLanguage()
  return (
    <App component={false}>
      <Page title={say(CONTACT.title)} lead={say(CONTACT.employer)}>
        <ContactForm path="/api/employer/contact" kind="employerContact" at="/api/standard" />
      </Page>
    </App>
  )
}
