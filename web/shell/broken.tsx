import { Button } from 'antd'
import { Component, type ReactNode } from 'react'
import { WORDS } from '../words.js'
import { useLanguage } from './language.js'

interface Props {
  /** Another address is another page: it starts unbroken. */
  readonly at: string
  readonly children: ReactNode
}

/** 出了差错的页：says so where the page would have stood, so that the frame and the way elsewhere remain. */
export class Guarded extends Component<Props, { readonly brokenAt?: string }> {
  override state: { readonly brokenAt?: string } = {}

  static getDerivedStateFromError(): { readonly brokenAt: string } {
    return { brokenAt: location.pathname }
  }

  override render(): ReactNode {
    return this.state.brokenAt === this.props.at ? <Broken /> : this.props.children
  }
}

function Broken() {
  const { say } = useLanguage()
  return (
    <div className="state-failed" role="alert">
      <strong>{say(WORDS.failed)}</strong>
      <p>{say(WORDS.defect)}</p>
      <Button onClick={() => location.reload()}>{say(WORDS.reload)}</Button>
    </div>
  )
}
