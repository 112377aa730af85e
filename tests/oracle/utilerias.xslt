<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
<!-- What the sheet of the cadena asks of its helpers: a bar and the value without blanks at its ends or twice. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template name="Requerido">
    <xsl:param name="valor"/>
    <xsl:value-of select="concat('|', normalize-space($valor))"/>
  </xsl:template>
  <xsl:template name="Opcional">
    <xsl:param name="valor"/>
    <xsl:if test="$valor">
      <xsl:value-of select="concat('|', normalize-space($valor))"/>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
