import{b as a,c as b}from"./chunk-R7TLOHKR.js";import"./chunk-P5YJ22I4.js";import"./chunk-GWOALWZS.js";import"./chunk-DJX6UQ3T.js";export{a as default,b as kind};
