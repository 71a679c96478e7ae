"""Cards of the size that wallets are made for (CR80), on paper and on a screen."""
