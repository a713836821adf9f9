import { Link } from 'react-router'
import { WORDS } from '../words.js'
import { useLanguage } from './language.js'
import { Page } from './page.js'
import { Empty } from './states.js'

export function NotFound() {
  const { say } = useLanguage()
  return (
    <Page title={say(WORDS.notFound)}>
      <Empty title={say(WORDS.notFoundHint)}>
        <Link to="/">{say(WORDS.toHome)}</Link>
      </Empty>
    </Page>
  )
}
