import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/** 换了内容而地址没换的：the new content starts as a new address does, at its top and with the focus on its heading. */
export function useFreshContent(): void {
  useEffect(() => {
    const stop = startAtHeading()
    return () => {
      stop()
      document.getElementById('main')?.focus({ preventScroll: true })
    }
  }, [])
}

/** A new address starts at its top, and a screen reader starts at its heading. */
export function useFreshPage(): void {
  const { pathname } = useLocation()
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    return startAtHeading()
  }, [pathname])
}

/** The heading where it stands already, or as soon as the page has been read; meanwhile the place where it will stand. */
function startAtHeading(): () => void {
  scrollTo(0, 0)
  const main = document.getElementById('main')
  if (main === null || focusHeading(main)) return () => undefined
  main.focus({ preventScroll: true })
  const watch = new MutationObserver(() => {
    if (document.activeElement !== main || focusHeading(main)) watch.disconnect()
  })
  watch.observe(main, { childList: true, subtree: true })
  return () => watch.disconnect()
}

function focusHeading(main: HTMLElement): boolean {
  const heading = main.querySelector('h1')
  if (heading === null) return false
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
  return true
}
