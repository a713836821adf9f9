import { Link } from 'react-router'
import { OPEN_EXAMPLES } from '../../src/channels/token-contract.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'

/** 凭令牌取用：how a program asks, with examples that a test runs. */
export function TokenGuide() {
  const { say } = useLanguage()
  return (
    <Section title={say({ zh: '凭个人令牌取用', en: 'With a token of your own' })}>
      <p>
        {say({
          zh: '登录后在“开放接口令牌”新建令牌，请求时写在 authorization 头中。令牌有范围与期限，可随时收回；每次取用都记入查阅之书。答复 401 是令牌不对或已失效，403 是超出范围，429 是过于频繁。',
          en: 'Make a token after signing in and send it in the authorization header. It has a scope and an end and can be revoked; each use is written down. 401: wrong or ended; 403: outside its scope; 429: too often.',
        })}{' '}
        <Link to="/tokens">{say({ zh: '管理令牌', en: 'Manage tokens' })}</Link>
      </p>
      {OPEN_EXAMPLES.map(({ path, ...words }) => (
        <div key={path}>
          <p>{say(words)}</p>
          <pre className="api-example">{`curl -H "authorization: Bearer $TOKEN" "${location.origin}${path}"`}</pre>
        </div>
      ))}
    </Section>
  )
}
