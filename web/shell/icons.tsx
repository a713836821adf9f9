import type { ReactNode } from 'react'

/** 线条图标。Decorative: the words beside them say it all. */
function Line({ children }: { readonly children: ReactNode }) {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" className="icon">
      {children}
    </svg>
  )
}

export const RecordIcon = () => (
  <Line>
    <path d="M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7" />
  </Line>
)

export const LooksIcon = () => (
  <Line>
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
    <circle cx="12" cy="12" r="2.8" />
  </Line>
)

export const StatementIcon = () => (
  <Line>
    <path d="M5 3h14v12H5zM8 7h8M8 11h5M9 15v6l3-2 3 2v-6" />
  </Line>
)

export const EstimateIcon = () => (
  <Line>
    <path d="M4 20V4M4 20h16M7.5 16l4-4.500 3 2.500 5-7M19.500 7v4M19.500 7h-4" />
  </Line>
)

export const VerifyIcon = () => (
  <Line>
    <path d="M12 2.500l8 3v6c0 5-3.4 8.4-8 10-4.6-1.6-8-5-8-10v-6zM8.5 12l2.5 2.5 4.5-5" />
  </Line>
)

export const BuildingIcon = () => (
  <Line>
    <path d="M4 21V4h10v17M14 9h6v12M3 21h18M7.5 8h3M7.5 12h3M7.5 16h3" />
  </Line>
)

export const FileIcon = () => (
  <Line>
    <path d="M12 15V4M8 8l4-4 4 4M4 15v5h16v-5" />
  </Line>
)

export const PeopleIcon = () => (
  <Line>
    <circle cx="9" cy="8" r="3.5" />
    <path d="M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 5a3.5 3.5 0 0 1 0 6.500M17.5 14.500c2.3.6 3.6 2.5 4 5.5" />
  </Line>
)

export const InboxIcon = () => (
  <Line>
    <path d="M4 4h16v16H4zM4 14h4l1.5 2.500h5L16 14h4" />
  </Line>
)

export const SearchIcon = () => (
  <Line>
    <circle cx="11" cy="11" r="6.5" />
    <path d="M16 16l5 5" />
  </Line>
)

export const ChevronIcon = () => (
  <Line>
    <path d="M9 5l7 7-7 7" />
  </Line>
)

export const CloseIcon = () => (
  <Line>
    <path d="M6 6l12 12M18 6L6 18" />
  </Line>
)
